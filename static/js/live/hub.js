/* Follows the live hub: one open line (server-sent events) where the browser can, else a question every 5 seconds.
   Live.follow(element, on) reads data-hub and data-channel and calls on.snapshot(data), on[KIND](data) for each event
   (now, caption, question, captioner, notice, end) and on.link(true or false) as the connection comes and goes.
   A page that was left open comes back by itself; one that slept asks anew as soon as it is looked at. */
(function () {
  "use strict";

  var KINDS = ["snapshot", "now", "caption", "question", "captioner", "call", "notice", "end"];
  var EVERY = 5000;
  var SETTLED = 2000;
  var QUIET = 60000;
  var LONGEST_WAIT = 30000;

  /* A random name of this browser, so that a visit is counted once; it says nothing about who it is. */
  function visit() {
    var kept = null;
    try {
      kept = localStorage.getItem("visit");
    } catch (error) {
      kept = null;
    }
    if (kept && /^[A-Za-z0-9_-]{16,40}$/.test(kept)) return kept;
    var bytes = new Uint8Array(16);
    crypto.getRandomValues(bytes);
    var made = Array.prototype.map.call(bytes, function (byte) {
      return ("0" + byte.toString(16)).slice(-2);
    }).join("");
    try {
      localStorage.setItem("visit", made);
    } catch (error) {
      /* Then it is this page's alone. */
    }
    return made;
  }

  function Line(place, on) {
    this.base = place.dataset.hub + "/" + place.dataset.channel;
    this.on = on;
    this.visit = visit();
    this.tries = 0;
    this.heard = Date.now();
    this.etag = "";
    this.last = "";
    this.isOver = false;
  }

  Line.prototype.tell = function (kind, data) {
    this.heard = Date.now();
    if (this.on[kind]) this.on[kind](data);
    if (kind === "end" || (kind === "snapshot" && data.state === "over")) this.stop();
  };

  Line.prototype.link = function (isUp) {
    if (isUp) this.tries = 0;
    if (this.on.link) this.on.link(isUp);
  };

  Line.prototype.open = function () {
    if (this.isOver) return;
    if (window.EventSource) this.listen();
    else this.poll();
  };

  Line.prototype.listen = function () {
    var line = this;
    var since = line.last ? "&last=" + encodeURIComponent(line.last) : "";
    var source = new EventSource(line.base + "/events?v=" + line.visit + since);
    line.source = source;
    source.onopen = function () {
      line.link(true);
      /* What was said just before we came may stand in the next snapshot only: they are a second apart. */
      setTimeout(function () {
        if (line.source === source && !line.isOver) line.ask().catch(function () {});
      }, SETTLED);
    };
    source.onerror = function () {
      source.close();
      line.link(false);
      line.again();
    };
    KINDS.forEach(function (kind) {
      source.addEventListener(kind, function (event) {
        line.last = event.lastEventId || line.last;
        line.tell(kind, JSON.parse(event.data));
      });
    });
  };

  /* Asks for the snapshot, and nothing is sent where it has not changed. */
  Line.prototype.ask = function () {
    var line = this;
    var headers = line.etag ? { "If-None-Match": line.etag } : {};
    return fetch(line.base + "/snapshot.json?v=" + line.visit, { headers: headers, credentials: "omit" })
      .then(function (answer) {
        if (answer.status !== 304 && !answer.ok) throw new Error(String(answer.status));
        line.link(true);
        line.etag = answer.headers.get("ETag") || line.etag;
        return answer.status === 304 ? null : answer.json();
      })
      .then(function (data) {
        if (data) line.tell("snapshot", data);
      });
  };

  Line.prototype.poll = function () {
    var line = this;
    line.ask()
      .then(function () {
        line.later(EVERY * (0.8 + Math.random() * 0.4), line.poll);
      })
      .catch(function () {
        line.link(false);
        line.again();
      });
  };

  /* Waits longer after each try, never the same as its neighbours; every third try asks instead of listening. */
  Line.prototype.again = function () {
    this.tries += 1;
    var wait = Math.min(LONGEST_WAIT, 1000 * Math.pow(2, this.tries - 1)) * (0.5 + Math.random());
    this.later(wait, this.tries % 3 === 0 ? this.poll : this.open);
  };

  Line.prototype.later = function (wait, what) {
    var line = this;
    clearTimeout(line.timer);
    if (!line.isOver) {
      line.timer = setTimeout(function () {
        what.call(line);
      }, wait);
    }
  };

  Line.prototype.stop = function () {
    this.isOver = true;
    clearTimeout(this.timer);
    if (this.source) this.source.close();
  };

  /* The page is looked at again, or the network is back: an old line may be dead without knowing it. */
  Line.prototype.wake = function () {
    if (this.isOver || document.hidden || Date.now() - this.heard < QUIET) return;
    this.heard = Date.now();
    if (this.source) this.source.close();
    this.later(Math.random() * 1000, this.open);
  };

  window.Live = {
    follow: function (place, on) {
      var line = new Line(place, on);
      if (place.dataset.channel) line.open();
      ["visibilitychange", "online", "pageshow"].forEach(function (name) {
        (name === "visibilitychange" ? document : window).addEventListener(name, function () {
          line.wake();
        });
      });
      return line;
    }
  };
})();
