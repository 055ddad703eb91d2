/* The call on the page of one's numbers: it fills the screen, vibrates and speaks as the person chose until they
   answer, and what changes meanwhile is told to who listens to a screen reader. Nothing flashes. */
(function () {
  "use strict";

  var BUZZ = [600, 200, 600, 200, 600];
  var AGAIN = 6000; // vibration
  var REPEAT = 20000; // voice
  var part = document.querySelector("[data-part]");
  var title = document.title;
  var shown = ""; // the call that the person has been told of
  var timers = [];
  var news = {};

  function speak(words) {
    if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
    var said = new SpeechSynthesisUtterance(words);
    said.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  }

  function buzz() {
    if (navigator.vibrate) navigator.vibrate(BUZZ);
  }

  function put(selector, words) {
    var place = document.querySelector(selector);
    if (place) place.textContent = words;
  }

  function quiet() {
    timers.forEach(clearInterval);
    timers = [];
    if (navigator.vibrate && shown) navigator.vibrate(0);
    if (window.speechSynthesis && shown) speechSynthesis.cancel();
  }

  function start(call) {
    var words = call.dataset.speak;
    put("[data-shout]", words);
    if (call.hasAttribute("data-vibrates")) {
      buzz();
      timers.push(setInterval(buzz, AGAIN));
    }
    if (call.hasAttribute("data-speaks")) {
      speak(words);
      timers.push(setInterval(speak.bind(null, words), REPEAT));
    }
    call.querySelector("h1").focus();
    window.scrollTo(0, 0);
  }

  function look() {
    var call = part.querySelector("[data-call]");
    var now = call ? call.dataset.call : "";
    document.body.classList.toggle("is-called", Boolean(call));
    document.title = call ? "▶ " + call.dataset.speak : title;
    if (now !== shown || (call && call.dataset.callAnswered === "true")) quiet();
    if (now && now !== shown && call.dataset.callAnswered !== "true") start(call);
    if (!now) put("[data-shout]", "");
    shown = now;
  }

  /* Only what is another place or state is told, not each new minute of the range. */
  function tell() {
    var before = news;
    news = {};
    Array.prototype.forEach.call(part.querySelectorAll("[data-news]"), function (line) {
      var key = line.dataset.news;
      var number = key.split(" ")[0];
      news[number] = key;
      if (before[number] && before[number] !== key) put("[data-say]", line.querySelector("p").textContent + "：" + words(line));
    });
  }

  function words(line) {
    var said = Array.prototype.map.call(line.querySelectorAll("[data-words]"), function (one) {
      return one.textContent.trim();
    });
    return said.join(" ");
  }

  function arm() {
    var frame = document.querySelector("[data-arm-frame]");
    var button = document.querySelector("[data-arm]");
    if (!frame || !(navigator.vibrate || window.speechSynthesis)) return;
    frame.hidden = false;
    button.addEventListener("click", function () {
      buzz();
      speak(button.dataset.example);
      if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(function () {});
      frame.hidden = true;
      document.querySelector("[data-armed]").hidden = false;
    });
  }

  if (!part) return;
  part.addEventListener("part:changed", function () {
    look();
    tell();
  });
  tell();
  look();
  arm();
})();
