/* One key each for the director, and what another director does. → shows the next one, P shows nobody, ↑ and ↓ choose,
   digits name an employer's place, Enter shows what is chosen or named. The keys can be turned off; they are never
   taken from a field. */
(function () {
  "use strict";

  var PAUSE = 4000;

  function Director(place) {
    this.place = place;
    this.typed = "";
    this.setUp();
  }

  Director.prototype.setUp = function () {
    var director = this;
    var box = director.place.querySelector("[data-keys]");
    director.place.querySelector("[data-keys-panel]").hidden = false;
    box.checked = director.wantsKeys();
    box.addEventListener("change", function () {
      try {
        localStorage.setItem("director-keys", box.checked ? "on" : "off");
      } catch (error) {
        /* Then it holds for this page. */
      }
    });
    director.box = box;
    director.said = director.place.querySelector("[data-typed]");
  };

  Director.prototype.wantsKeys = function () {
    try {
      return localStorage.getItem("director-keys") !== "off";
    } catch (error) {
      return true;
    }
  };

  Director.prototype.numbers = function () {
    return Array.prototype.slice.call(this.place.querySelectorAll("[data-number]"));
  };

  Director.prototype.choose = function (step) {
    var buttons = this.numbers();
    var at = buttons.indexOf(document.activeElement);
    var to = at < 0 ? this.firstOpen(buttons) : Math.min(buttons.length - 1, Math.max(0, at + step));
    if (buttons[to]) buttons[to].focus();
  };

  /* From the one that the next key would show. */
  Director.prototype.firstOpen = function (buttons) {
    var next = this.place.querySelector("[data-key=ArrowRight]");
    return Math.max(0, buttons.findIndex(function (button) {
      return next && button.value === next.value;
    }));
  };

  Director.prototype.digit = function (sign) {
    var director = this;
    director.typed = (director.typed + sign).slice(-4);
    director.said.textContent = director.typed;
    clearTimeout(director.timer);
    director.timer = setTimeout(function () {
      director.typed = director.said.textContent = "";
    }, PAUSE);
  };

  Director.prototype.showTyped = function () {
    var wanted = this.typed;
    var button = this.numbers().filter(function (one) {
      return one.dataset.number === wanted;
    })[0];
    if (button) button.click();
  };

  Director.prototype.press = function (event) {
    var inField = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (!this.box.checked || inField || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") this.choose(event.key === "ArrowUp" ? -1 : 1);
    else if (/^[0-9]$/.test(event.key)) this.digit(event.key);
    else if (event.key === "Enter" && this.typed) this.showTyped();
    else {
      var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      var button = this.place.querySelector('[data-key="' + key.replace(/[^A-Za-z]/g, "") + '"]');
      if (!button || event.repeat) return;
      button.click();
    }
    event.preventDefault();
  };

  /* Another director pressed: the page as it is now takes the place of this one, so that nothing stale is pressed. */
  Director.prototype.hear = function (data) {
    var director = this;
    if (Number(data.version) <= Number(director.place.dataset.version)) return;
    director.place.dataset.version = data.version;
    fetch(location.href, { credentials: "same-origin" })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var fresh = page.querySelector("[data-fresh]");
        var old = director.place.querySelector("[data-fresh]");
        if (!fresh) return;
        old.parentElement.replaceChild(document.adoptNode(fresh), old);
        director.setUp();
        director.place.querySelector("[data-director-said]").textContent = director.place.dataset.changed;
      })
      .catch(function () {
        location.reload();
      });
  };

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.querySelector("[data-director]");
    if (!place) return;
    var director = new Director(place);
    document.addEventListener("keydown", function (event) {
      director.press(event);
    });
    function hear(data) {
      director.hear(data);
    }
    window.Live.follow(place, { snapshot: hear, now: hear });
  });
})();
