// Reads the page again every few seconds and shows what is new in [data-again]; without script there is "Look again".
// Nothing moves while somebody is in it with the keyboard. data-again-buzz: another value than before is felt too.
(function () {
  "use strict";
  var part = document.querySelector("[data-again]");
  if (!part || !window.fetch || !window.DOMParser) {
    return;
  }

  function show(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
    if (!fresh) {
      return;
    }
    var before = part.getAttribute("data-again-buzz");
    var now = fresh.getAttribute("data-again-buzz");
    if (now !== before) {
      if (navigator.vibrate && now) {
        navigator.vibrate([400, 200, 400]);
      }
      location.reload(); // the buttons around it change too
      return;
    }
    if (fresh.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) {
      part.innerHTML = fresh.innerHTML;
    }
  }

  function again() {
    if (document.hidden) {
      return;
    }
    fetch(location.href, { credentials: "same-origin" })
      .then(function (answer) {
        return answer.ok && !answer.redirected ? answer.text() : "";
      })
      .then(function (text) {
        if (text) {
          show(text);
        }
      })
      .catch(function () {}); // no network for a moment: the next time tells
  }

  setInterval(again, 1000 * Number(part.getAttribute("data-again")));
  document.addEventListener("visibilitychange", again);
})();
