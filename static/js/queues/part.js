/* Keeps the part of a page that changes as it is now: asks again every few seconds, and only what is new comes over.
   [data-part] address of the part, [data-every] seconds; [data-part-at] inside it may name another address.
   A form with [data-quiet] is sent without leaving the page. What could not be had stays, and its age is said. */
(function () {
  "use strict";

  var PATIENCE = 10000; // a request on a weak network
  var MOST = 30000; // between two requests when nothing comes
  var STALE = 15000; // from here on the age is said

  function Part(place) {
    this.place = place;
    this.every = Number(place.dataset.every) * 1000;
    this.tag = "";
    this.failed = 0;
    this.isBusy = false;
    this.last = place.dataset.made ? Number(place.dataset.made) * 1000 : Date.now();
    this.wait();
  }

  Part.prototype.address = function () {
    var inner = this.place.querySelector("[data-part-at]");
    return inner ? inner.dataset.partAt : this.place.dataset.part;
  };

  Part.prototype.wait = function () {
    var pause = Math.min(MOST, this.every * Math.pow(2, this.failed));
    clearTimeout(this.timer);
    this.timer = setTimeout(this.ask.bind(this), pause * (0.9 + 0.2 * Math.random()));
  };

  Part.prototype.ask = function () {
    var part = this;
    if (part.isBusy) return part.wait();
    part.isBusy = true;
    part
      .get()
      .then(function (answer) {
        if (answer.status === 304) return part.heard();
        if (!answer.ok || answer.redirected) throw new Error("no part");
        return answer.text().then(function (html) {
          part.show(html, answer.headers.get("ETag"));
        });
      })
      .catch(function () {
        part.failed += 1;
        part.sayAge();
      })
      .then(function () {
        part.isBusy = false;
        part.wait();
      });
  };

  Part.prototype.get = function () {
    var stop = new AbortController();
    var timer = setTimeout(stop.abort.bind(stop), PATIENCE);
    var headers = this.tag ? { "If-None-Match": this.tag } : {};
    return fetch(this.address(), {
      headers: headers,
      credentials: "same-origin",
      cache: "no-store",
      signal: stop.signal
    }).finally(function () {
      clearTimeout(timer);
    });
  };

  Part.prototype.heard = function () {
    this.failed = 0;
    this.last = Date.now();
    this.sayAge();
    this.tell("part:heard");
  };

  Part.prototype.tell = function (what) {
    this.place.dispatchEvent(new CustomEvent(what, { bubbles: true }));
  };

  /* Puts the new part in place; who was in it with the keyboard stays at the same button, or comes to its beginning. */
  Part.prototype.show = function (html, tag) {
    var fresh = document.createElement("div");
    fresh.innerHTML = html;
    this.tag = tag || "";
    if (fresh.innerHTML !== this.place.innerHTML) {
      var held = this.place.contains(document.activeElement) ? document.activeElement : null;
      this.place.innerHTML = html;
      if (held) this.refocus(held.id);
      this.tell("part:changed");
    }
    this.heard();
  };

  Part.prototype.refocus = function (id) {
    var again = (id && document.getElementById(id)) || this.place.querySelector("h1, h2");
    if (!again) return;
    if (again.tabIndex < 0) again.setAttribute("tabindex", "-1");
    again.focus();
  };

  Part.prototype.sayAge = function () {
    var age = document.querySelector("[data-age]");
    var old = Date.now() - this.last;
    if (!age) return;
    age.hidden = old < STALE;
    age.textContent = age.dataset.old + " " + new Date(this.last).toLocaleTimeString([], { hour12: false, timeZone: this.place.dataset.zone });
  };

  Part.prototype.send = function (form, button) {
    var part = this;
    var body = new FormData(form);
    if (part.isBusy) return setTimeout(part.send.bind(part, form, button), 100);
    if (button.name) body.set(button.name, button.value);
    part.isBusy = true;
    part.refuse("");
    fetch(button.formAction, { method: "POST", body: body, credentials: "same-origin", headers: { "X-Part": "1" } })
      .then(function (answer) {
        if (answer.redirected) return location.reload();
        return answer.text().then(function (text) {
          if (answer.ok) part.show(text, answer.headers.get("ETag"));
          else if (answer.status === 409) part.refuse(text);
          else location.reload();
        });
      })
      .catch(function () {
        part.refuse(part.place.dataset.lost);
      })
      .then(function () {
        part.isBusy = false;
        part.wait();
      });
  };

  Part.prototype.refuse = function (sentence) {
    var said = document.querySelector("[data-refused]");
    if (!said) return;
    said.textContent = sentence;
    said.hidden = !sentence;
  };

  var place = document.querySelector("[data-part]");
  if (!place || !window.fetch || !window.AbortController) return;
  var part = new Part(place);
  var pressed = null;

  setInterval(part.sayAge.bind(part), 5000);
  document.addEventListener("click", function (event) {
    pressed = event.target.closest("button");
  });
  document.addEventListener("submit", function (event) {
    var button = event.submitter || pressed;
    if (!event.target.hasAttribute("data-quiet") || !button) return;
    event.preventDefault();
    part.send(event.target, button);
  });
})();
