/* The hall's board: turns pages when a list is longer than the screen, says of when it is, and shows what it saw last
   when it is started again without network. Space stops and starts the turning; a new call shows the first page. */
(function () {
  "use strict";

  var TURN = 8000;
  var part = document.querySelector("[data-part]");
  var stop = document.querySelector("[data-stop]");
  var KEPT = "queues-board " + location.pathname + location.search;
  var page = 0;
  var first = "";
  var shown = "";
  if (!part || !stop) return;

  function isStopped() {
    return stop.getAttribute("aria-pressed") === "true";
  }

  /* How many lines fit: a list is as high as its place, and its lines are all of one height. */
  function fitting(list) {
    var line = list.querySelector("li");
    if (getComputedStyle(list).overflowY === "visible") return list.children.length; // a telephone: it is scrolled
    return Math.max(1, Math.floor(list.clientHeight / line.offsetHeight));
  }

  function turnTo(list) {
    var lines = list.querySelectorAll("li");
    if (!lines.length) return;
    Array.prototype.forEach.call(lines, function (line) {
      line.hidden = false;
    });
    var each = fitting(list);
    var pages = Math.ceil(lines.length / each);
    var now = page % pages;
    Array.prototype.forEach.call(lines, function (line, place) {
      line.hidden = Math.floor(place / each) !== now;
    });
    var said = document.getElementById(list.dataset.pages);
    said.textContent = pages > 1 ? now + 1 + "/" + pages : "";
  }

  function draw() {
    Array.prototype.forEach.call(part.querySelectorAll("[data-pages]"), turnTo);
  }

  function changed() {
    var newest = part.querySelector("[data-pages] li");
    var now = newest ? newest.textContent : "";
    if (now !== first) page = 0;
    first = now;
    shown = part.innerHTML;
    draw();
  }

  function heard() {
    sayTime(new Date());
    localStorage.setItem(KEPT, JSON.stringify({ html: shown, at: Date.now() / 1000 }));
  }

  function sayTime(moment) {
    document.querySelector("[data-clock]").textContent = moment.toLocaleTimeString([], {
      hour12: false,
      timeZone: part.dataset.zone
    });
  }

  /* A page that came from the browser's own store is older than what this browser saw last. */
  function recall() {
    var kept = JSON.parse(localStorage.getItem(KEPT) || "{}");
    if (!kept.html || kept.at <= Number(part.dataset.made)) return;
    part.innerHTML = kept.html;
    part.dataset.made = kept.at;
  }

  stop.addEventListener("click", function () {
    stop.setAttribute("aria-pressed", String(!isStopped()));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== " " || event.target !== document.body) return;
    event.preventDefault();
    stop.click();
  });
  part.addEventListener("part:changed", changed);
  part.addEventListener("part:heard", heard);
  window.addEventListener("resize", draw);
  setInterval(function () {
    if (isStopped() || document.hidden) return;
    page += 1;
    draw();
  }, TURN);
  stop.hidden = false;
  recall();
  changed();
  sayTime(new Date(Number(part.dataset.made) * 1000));
  if (navigator.serviceWorker) navigator.serviceWorker.register(part.dataset.worker).catch(function () {});
})();
