/* Keeps the companion page as it is now: who is on with which posts, what comes, captions, questions.
   Everything is built from the page's own <template>s, with text put in as text. What is said now goes on to the player
   as the event "live:caption", a correction as well; what was said before the page opened stays in the list alone. */
(function () {
  "use strict";

  var MOST_LINES = 60;

  function fill(place, data) {
    Array.prototype.forEach.call(place.querySelectorAll("[data-slot]"), function (slot) {
      var value = data[slot.dataset.slot];
      if (typeof value === "boolean") {
        slot.hidden = !value;
        return;
      }
      var text = value === null || value === undefined ? "" : String(value);
      slot.textContent = slot.dataset.says ? slot.dataset.says.replace("{}", text) : text;
    });
  }

  function copy(name) {
    return document.querySelector("template[" + name + "]").content.firstElementChild.cloneNode(true);
  }

  /* Patterns carry the number 0 in their address. */
  function pointTo(element, attribute, number) {
    element.setAttribute(attribute, element.getAttribute(attribute).replace(/\/0\/(vote\/)?$/, "/" + number + "/$1"));
  }

  function post(data) {
    var made = copy("data-post-template");
    fill(made, data);
    pointTo(made.querySelector("[data-apply]"), "href", data.id);
    return made;
  }

  function turn(data) {
    var made = copy("data-turn-template");
    fill(made, data);
    made.querySelector("[data-slot=since]").parentElement.hidden = !data.since;
    data.posts.forEach(function (one) {
      made.querySelector("[data-posts]").appendChild(post(one));
    });
    return made;
  }

  function Page(place) {
    this.place = place;
    this.state = document.querySelector("[data-state]");
    this.late = document.querySelector("[data-late]");
    this.made = document.querySelector("[data-made]");
    this.link = document.querySelector("[data-link]");
    this.now = place.querySelector("[data-now]");
    this.next = place.querySelector("[data-next]");
    this.captions = place.querySelector("[data-captions]");
    this.questions = place.querySelector("[data-questions]");
    this.shown = null;
    this.hasSnapshot = false;
    this.waiting = [];
    this.isPaused = false;
    this.startPause();
    this.toEnd();
  }

  Page.prototype.showNow = function (data) {
    var page = this;
    page.state.textContent = page.state.dataset[data.state] || "";
    page.late.hidden = !data.late_minutes;
    page.late.textContent = page.late.dataset.text.replace("{minutes}", data.late_minutes);
    page.next.textContent = "";
    data.next.forEach(function (one) {
      var line = document.createElement("li");
      line.textContent = one.employer;
      page.next.appendChild(line);
    });
    page.place.querySelector("[data-next-title]").hidden = !data.next.length;
    var key = data.now ? data.now.turn + " " + data.now.posts.length : data.state;
    if (key === page.shown) return;
    page.shown = key;
    page.now.textContent = "";
    if (data.now) {
      page.now.appendChild(turn(data.now));
    } else {
      var nobody = document.createElement("p");
      nobody.className = "empty";
      nobody.textContent = data.state === "over" ? page.now.dataset.over : page.now.dataset.nobody;
      page.now.appendChild(nobody);
    }
  };

  Page.prototype.showMade = function (moment) {
    this.made.dataset.iso = moment;
    this.made.textContent = moment.slice(11, 19);
  };

  Page.prototype.addCaption = function (line, isOld) {
    var known = this.captions.querySelector('[data-line="' + Number(line.line) + '"]');
    if (known) {
      known.querySelector("[data-text]").textContent = line.text;
      this.tellPlayer(line, false);
      return;
    }
    var lines = this.captions.querySelectorAll("[data-line]");
    var last = lines.length ? Number(lines[lines.length - 1].dataset.line) : 0;
    if (line.line < last) return;
    this.tellPlayer(line, !isOld);
    if (this.isPaused) {
      this.waiting.push(line);
      this.sayWaiting();
      return;
    }
    this.putCaption(line);
  };

  Page.prototype.tellPlayer = function (line, isNew) {
    document.dispatchEvent(new CustomEvent("live:caption", { detail: { line: line, isNew: isNew } }));
  };

  Page.prototype.putCaption = function (line) {
    var row = document.createElement("p");
    var clock = document.createElement("span");
    var text = document.createElement("span");
    row.dataset.line = line.line;
    clock.className = "quiet";
    clock.textContent = line.at + " ";
    text.setAttribute("data-text", "");
    text.textContent = line.text;
    row.appendChild(clock);
    row.appendChild(text);
    this.captions.appendChild(row);
    while (this.captions.children.length > MOST_LINES) this.captions.removeChild(this.captions.firstElementChild);
    this.toEnd();
  };

  Page.prototype.toEnd = function () {
    this.captions.scrollTop = this.captions.scrollHeight;
  };

  Page.prototype.sayWaiting = function () {
    var said = document.querySelector("[data-captions-paused]");
    var count = this.waiting.length;
    said.textContent = count ? said.dataset.text.replace("{count}", count) : "";
  };

  Page.prototype.startPause = function () {
    var page = this;
    var button = document.querySelector("[data-captions-pause]");
    button.hidden = false;
    button.addEventListener("click", function () {
      page.isPaused = !page.isPaused;
      button.setAttribute("aria-pressed", String(page.isPaused));
      if (!page.isPaused) {
        page.waiting.splice(0).forEach(function (line) {
          page.putCaption(line);
        });
      }
      page.sayWaiting();
    });
  };

  Page.prototype.putQuestion = function (data) {
    var known = this.questions.querySelector('[data-question="' + Number(data.id) + '"]');
    if (data.state !== "shown" && data.state !== "answered") {
      if (known) known.parentElement.removeChild(known);
      return;
    }
    var made = known || copy("data-question-template");
    made.dataset.question = data.id;
    fill(made, data);
    made.querySelector("[data-answered]").hidden = data.state !== "answered";
    Array.prototype.forEach.call(made.querySelectorAll("[data-how]"), function (how) {
      how.hidden = how.dataset.how !== data.how;
    });
    var form = made.querySelector("[data-vote]");
    form.hidden = data.state === "answered";
    if (!known) {
      pointTo(form, "action", data.id);
      this.questions.insertBefore(made, this.questions.firstElementChild);
    }
  };

  /* An emergency's plain text stands before everything else. */
  function showNotices(texts) {
    var place = document.querySelector("[data-notices]");
    var shown = Array.prototype.map.call(place.children, function (one) {
      return one.textContent;
    });
    if (shown.join("\n") === texts.join("\n")) return;
    place.textContent = "";
    texts.forEach(function (text) {
      var notice = document.createElement("p");
      notice.className = "notice notice--danger";
      notice.textContent = text;
      place.appendChild(notice);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.querySelector("[data-live]");
    if (!place) return;
    var page = new Page(place);
    window.Live.follow(place, {
      snapshot: function (data) {
        page.showMade(data.made_at);
        showNotices(data.notices);
        page.showNow(data);
        data.captions.forEach(function (line) {
          page.addCaption(line, !page.hasSnapshot);
        });
        page.hasSnapshot = true;
        data.questions.slice().reverse().forEach(function (one) {
          page.putQuestion(one);
        });
      },
      now: function (data) {
        page.showNow(data);
      },
      caption: function (data) {
        page.addCaption(data);
      },
      question: function (data) {
        page.putQuestion(data);
      },
      notice: function (data) {
        showNotices(data.over ? [] : [data.text]);
      },
      end: function () {
        page.state.textContent = page.state.dataset.over;
      },
      link: function (isUp) {
        page.link.textContent = isUp ? page.link.dataset.on : page.link.dataset.off;
      }
    });
  });
})();
