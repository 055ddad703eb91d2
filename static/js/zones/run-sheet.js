// The stage manager's run-sheet: one key for each press, the minutes that are left, and a page that knows when it is
// out of date. Without script the buttons do the same; the server refuses a press on an old page either way.
(function () {
  "use strict";

  var sheet = document.querySelector("[data-run-sheet]");
  var form = document.querySelector("[data-press]");
  if (!sheet || !form) {
    return;
  }
  var ASKED_EVERY = 5000;
  var KEPT = "run-sheet-keys";
  var PRESSED = "run-sheet-pressed";
  var buttons = Array.prototype.slice.call(form.querySelectorAll("[data-key]"));
  var offset = 0; // the site's clock minus this one, in milliseconds

  // Keys, which can be turned off (WCAG 2.1.4)
  var choice = document.querySelector("[data-keys]");
  var box = document.querySelector("[data-keys-on]");
  choice.hidden = false;
  box.checked = remembered(window.localStorage, KEPT) !== "off";
  showKeys();
  box.addEventListener("change", function () {
    remember(window.localStorage, KEPT, box.checked ? "on" : "off");
    showKeys();
  });

  function showKeys() {
    buttons.forEach(function (button) {
      if (box.checked) {
        button.setAttribute("aria-keyshortcuts", button.dataset.key.toUpperCase());
      } else {
        button.removeAttribute("aria-keyshortcuts");
      }
    });
  }

  document.addEventListener("keydown", function (event) {
    var isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (!box.checked || isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    var button = buttons.filter(function (one) {
      return one.dataset.key === event.key.toLowerCase();
    })[0];
    if (button) {
      event.preventDefault();
      button.click();
    }
  });

  // One press is one press: a second one before the page comes back does nothing, and the focus comes back with it.
  var isPressed = false;
  form.addEventListener("submit", function (event) {
    if (isPressed) {
      event.preventDefault();
      return;
    }
    isPressed = true;
    remember(window.sessionStorage, PRESSED, "yes");
  });
  window.addEventListener("pageshow", function () {
    isPressed = false;
  });
  if (remembered(window.sessionStorage, PRESSED)) {
    remember(window.sessionStorage, PRESSED, "");
    if (buttons.length) {
      buttons[0].focus();
    }
  }

  // What is left of the item that is on
  var left = sheet.querySelector("[data-left]");
  function tick() {
    if (!left) {
      return;
    }
    var seconds = Math.round((new Date(left.dataset.ends).getTime() - Date.now() - offset) / 1000);
    var span = Math.abs(seconds);
    var clock = Math.floor(span / 60) + ":" + ("0" + (span % 60)).slice(-2);
    left.textContent = clock + " " + (seconds >= 0 ? left.dataset.saysLeft : left.dataset.saysOver);
  }
  tick();
  window.setInterval(tick, 1000);

  // Whether the page is still true
  var outOfDate = sheet.querySelector("[data-out-of-date]");
  var outOfReach = sheet.querySelector("[data-out-of-reach]");
  function ask() {
    if (isPressed) {
      return;
    }
    fetch(sheet.dataset.state, { credentials: "same-origin", redirect: "error" })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.json();
      })
      .then(function (said) {
        outOfReach.hidden = true;
        offset = new Date(said.now).getTime() - Date.now();
        if (String(said.version) !== sheet.dataset.version && !isPressed) {
          outOfDate.hidden = false;
          window.location.reload();
        }
      })
      .catch(function () {
        outOfReach.hidden = false;
      });
  }
  window.setInterval(ask, ASKED_EVERY);
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) {
      ask();
    }
  });

  // A browser that keeps nothing (private windows) still has keys and buttons.
  function remembered(store, name) {
    try {
      return store.getItem(name);
    } catch (error) {
      return null;
    }
  }

  function remember(store, name, value) {
    try {
      store.setItem(name, value);
    } catch (error) {
      return;
    }
  }
})();
