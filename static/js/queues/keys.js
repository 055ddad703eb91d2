/* One key for each act of the console: [data-key] on its button or link. They work while no field is being filled in,
   and can be turned off, for whoever speaks to the computer or has a cat (WCAG 2.1.4). */
(function () {
  "use strict";

  var KEPT = "queues-keys";
  var toggle = document.querySelector("[data-keys-toggle]");
  var part = document.querySelector("[data-part]");
  if (!toggle || !part) return;

  function areOn() {
    return localStorage.getItem(KEPT) !== "false";
  }

  function mark() {
    Array.prototype.forEach.call(document.querySelectorAll("[data-key]"), function (one) {
      if (areOn()) one.setAttribute("aria-keyshortcuts", one.dataset.key);
      else one.removeAttribute("aria-keyshortcuts");
      one.querySelector("kbd").hidden = !areOn();
    });
    toggle.textContent = areOn() ? toggle.dataset.on : toggle.dataset.off;
  }

  function isWriting(target) {
    return /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable;
  }

  document.addEventListener("keydown", function (event) {
    if (!areOn() || event.ctrlKey || event.altKey || event.metaKey || event.repeat || isWriting(event.target)) return;
    var wanted = document.querySelector('[data-key="' + CSS.escape(event.key.toUpperCase()) + '"]');
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
  toggle.addEventListener("click", function () {
    localStorage.setItem(KEPT, String(!areOn()));
    mark();
  });
  part.addEventListener("part:changed", mark);
  toggle.hidden = false;
  mark();
})();
