/* Notices of the browser (web push): asked for only when somebody presses, and taken back the same way. */
(function () {
  "use strict";

  var form = document.querySelector("[data-notices]");
  var said = document.querySelector("[data-notices-said]");

  function say(what) {
    said.textContent = what ? said.dataset[what] : "";
  }

  function bytes(text) {
    var plain = atob((text + "===".slice((text.length + 3) % 4)).replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (sign) {
      return sign.charCodeAt(0);
    });
  }

  function tell(subscription, take) {
    var body = subscription.toJSON();
    body.take = take;
    return fetch(form.action, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value
      },
      body: JSON.stringify(body)
    }).then(function (answer) {
      if (!answer.ok) throw new Error("refused");
    });
  }

  function show(subscription) {
    form.querySelector("[data-take]").hidden = Boolean(subscription);
    form.querySelector("[data-drop]").hidden = !subscription;
    say(subscription ? "taken" : "");
  }

  function begin(registration) {
    var manager = registration.pushManager;
    manager.getSubscription().then(function (subscription) {
      form.hidden = false;
      show(subscription);
    });
    form.querySelector("[data-take]").addEventListener("click", function () {
      manager
        .subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) })
        .then(function (subscription) {
          return tell(subscription, true).then(show.bind(null, subscription));
        })
        .catch(say.bind(null, "refused"));
    });
    form.querySelector("[data-drop]").addEventListener("click", function () {
      manager.getSubscription().then(function (subscription) {
        return tell(subscription, false)
          .then(subscription.unsubscribe.bind(subscription))
          .then(function () {
            show(null);
            say("dropped");
          });
      });
    });
  }

  if (!form) return;
  if (!navigator.serviceWorker || !window.PushManager) return say("none");
  navigator.serviceWorker
    .register(form.dataset.worker)
    .then(function () {
      return navigator.serviceWorker.ready;
    })
    .then(begin)
    .catch(say.bind(null, "none"));
})();
