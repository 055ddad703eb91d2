/* Typing captions without waiting: Enter sends, Alt with a digit puts a name in, shorthand is written out at a space,
   the other captioner's lines and turn show at once. A line that was refused or not sent stays in the field. */
(function () {
  "use strict";

  var MOST = 12;

  function Captioner(place) {
    this.place = place;
    this.form = place.querySelector("[data-caption-form]");
    this.field = this.form.querySelector("input[name=text]");
    this.refused = this.form.querySelector("[data-refused]");
    this.written = place.querySelector("[data-written]");
    this.shorthands = this.readShorthands();
    place.querySelector("[data-names]").hidden = false;
    this.field.focus();
    this.count();
  }

  Captioner.prototype.readShorthands = function () {
    var found = {};
    Array.prototype.forEach.call(this.place.querySelectorAll("[data-short]"), function (term) {
      found[term.dataset.short.toLowerCase()] = term.nextElementSibling.dataset.means;
    });
    return found;
  };

  Captioner.prototype.count = function () {
    this.form.querySelector("[data-count]").textContent = this.field.value.length;
  };

  Captioner.prototype.put = function (text) {
    var field = this.field;
    var start = field.selectionStart;
    field.value = field.value.slice(0, start) + text + field.value.slice(field.selectionEnd);
    field.setSelectionRange(start + text.length, start + text.length);
    field.focus();
    this.count();
  };

  /* The word before the cursor, where it is a shorthand, is written out; the server does the same for what is sent. */
  Captioner.prototype.writeOut = function () {
    var field = this.field;
    var before = field.value.slice(0, field.selectionStart);
    var word = /([0-9A-Za-z]+) $/.exec(before);
    var meaning = word && this.shorthands[word[1].toLowerCase()];
    if (!meaning) return;
    var start = before.length - word[0].length;
    field.setSelectionRange(start, before.length);
    this.put(meaning);
  };

  Captioner.prototype.send = function () {
    var captioner = this;
    var text = captioner.field.value;
    captioner.field.value = "";
    captioner.count();
    fetch(captioner.form.action, {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      body: captioner.bodyOf(text)
    })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (said) {
        if (said.sentence) captioner.refuse(text, said.sentence);
        else {
          captioner.refused.hidden = true;
          captioner.add(said);
        }
      })
      .catch(function () {
        captioner.refuse(text, captioner.place.dataset.failed);
      });
  };

  Captioner.prototype.bodyOf = function (text) {
    var body = new FormData(this.form);
    body.set("text", text);
    return body;
  };

  Captioner.prototype.refuse = function (text, sentence) {
    this.field.value = text + (this.field.value ? " " + this.field.value : "");
    this.refused.textContent = sentence;
    this.refused.hidden = false;
    this.field.focus();
    this.count();
  };

  Captioner.prototype.add = function (line) {
    var known = this.written.querySelector('[data-line="' + Number(line.line) + '"]');
    if (known) {
      known.querySelector("[data-text]").textContent = line.text;
      return;
    }
    var row = document.createElement("li");
    var words = document.createElement("p");
    var clock = document.createElement("span");
    var text = document.createElement("span");
    row.dataset.line = line.line;
    clock.className = "quiet";
    clock.textContent = line.at + " ";
    text.setAttribute("data-text", "");
    text.textContent = line.text;
    words.appendChild(clock);
    words.appendChild(text);
    row.appendChild(words);
    this.written.insertBefore(row, this.written.firstElementChild);
    while (this.written.children.length > MOST) this.written.removeChild(this.written.lastElementChild);
  };

  Captioner.prototype.sayTurn = function (name) {
    var said = this.place.dataset;
    var sentence = !name ? said.free : name === said.own ? said.mine : said.other.replace("{name}", name);
    this.place.querySelector("[data-turn]").textContent = sentence;
    this.place.querySelector("[data-captioner-turn]").textContent = sentence;
  };

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.querySelector("[data-captioner]");
    if (!place) return;
    var captioner = new Captioner(place);
    captioner.form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (captioner.field.value.trim()) captioner.send();
    });
    captioner.field.addEventListener("input", function (event) {
      if (!event.isComposing && event.data === " ") captioner.writeOut();
      captioner.count();
    });
    place.addEventListener("click", function (event) {
      var button = event.target.closest("[data-name]");
      if (button) captioner.put(button.dataset.name);
    });
    document.addEventListener("keydown", function (event) {
      var digit = event.altKey && /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
      var button = digit && place.querySelector('[data-digit="' + digit[1] + '"]');
      if (!button) return;
      event.preventDefault();
      captioner.put(button.dataset.name);
    });
    window.Live.follow(place, {
      snapshot: function (data) {
        data.captions.forEach(function (line) {
          captioner.add(line);
        });
      },
      caption: function (line) {
        captioner.add(line);
      },
      captioner: function (data) {
        captioner.sayTurn(data.name);
      }
    });
  });
})();
