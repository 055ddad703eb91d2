/* The player: HLS by hls.js, or by the browser itself where it can (Safari); captions as they are typed; the second
   picture for sign language; sound alone. A stream that stops is asked for again until it is back; until then the page
   says so, also while the browser shows the last seconds once more. */
(function () {
  "use strict";

  var STILL = 12000;
  var AGAIN = 4000;
  var CAPTION_STAYS = 6;

  /* One picture or sound, kept alive. */
  function Feed(element, onWait) {
    this.element = element;
    this.address = element.dataset.address;
    this.onWait = onWait || function () {};
    this.moved = Date.now();
    this.last = 0;
    this.wantsToPlay = false;
    /* The newest piece that the list of pieces names, the one it named when the picture came to stand, and when the
       list was last read. */
    this.newest = null;
    this.stoodAt = null;
    this.isStanding = false;
    this.heard = Date.now();
    this.revived = 0;
  }

  Feed.prototype.start = function () {
    var feed = this;
    if (feed.isStarted) return;
    feed.isStarted = true;
    feed.attach();
    /* Loading anew pauses an element too, but without a word: what is said is meant by whoever presses. */
    feed.element.addEventListener("play", function () {
      feed.wantsToPlay = true;
    });
    feed.element.addEventListener("pause", function () {
      feed.wantsToPlay = false;
    });
    feed.element.addEventListener("timeupdate", function () {
      feed.look();
    });
    feed.element.addEventListener("error", function () {
      if (!feed.hls) feed.attachLater();
    });
    feed.watch = setInterval(function () {
      feed.check();
    }, 2000);
  };

  /* Whether the picture moves: it plays, and what it plays was not there when it stood still. */
  Feed.prototype.look = function () {
    var element = this.element;
    var time = element.currentTime;
    var isOn = time > this.last && !element.paused && !element.seeking;
    this.last = time;
    if (!isOn || this.hasNothingNew()) return;
    this.moved = Date.now();
    this.isStanding = false;
    this.onWait(false);
  };

  Feed.prototype.hasNothingNew = function () {
    return this.isStanding && this.hls !== null && this.newest === this.stoodAt;
  };

  /* Every two seconds: what stands still is said, and fetched anew where that can help. hls.js asks for the list again by
     itself; while nothing new stands in it, there is nothing to fetch. */
  Feed.prototype.check = function () {
    var now = Date.now();
    if (!this.wantsToPlay || this.element.ended) this.moved = now;
    if (now - this.moved <= STILL) return;
    this.stand();
    var isAsking = this.hasNothingNew() && now - this.heard < STILL;
    if (!isAsking && now - this.revived > STILL) this.revive();
  };

  Feed.prototype.stand = function () {
    if (!this.isStanding) {
      this.isStanding = true;
      this.stoodAt = this.newest;
    }
    this.onWait(true);
  };

  Feed.prototype.attach = function () {
    var feed = this;
    if (feed.hls) feed.hls.destroy();
    feed.hls = null;
    if (/\.m3u8($|\?)/.test(feed.address) && window.Hls && window.Hls.isSupported()) {
      feed.hls = new window.Hls({ enableWorker: false, backBufferLength: 60, liveDurationInfinity: true });
      feed.hls.on(window.Hls.Events.ERROR, function (_name, data) {
        if (!data.fatal) return;
        if (data.type === window.Hls.ErrorTypes.MEDIA_ERROR) {
          feed.hls.recoverMediaError();
          if (feed.wantsToPlay) feed.play();
        } else feed.attachLater();
      });
      feed.hls.on(window.Hls.Events.LEVEL_LOADED, function (_name, data) {
        feed.newest = data.details.endSN;
        feed.heard = Date.now();
        if (feed.wantsToPlay || !feed.isStanding || feed.hasNothingNew()) return;
        feed.isStanding = false;
        feed.onWait(false);
      });
      feed.hls.loadSource(feed.address);
      feed.hls.attachMedia(feed.element);
    } else {
      feed.element.src = feed.address;
    }
  };

  Feed.prototype.attachLater = function () {
    var feed = this;
    feed.stand();
    clearTimeout(feed.timer);
    feed.timer = setTimeout(function () {
      feed.revive();
    }, AGAIN);
  };

  /* From the newest on, playing where it played. */
  Feed.prototype.revive = function () {
    this.revived = Date.now();
    this.attach();
    if (this.wantsToPlay) this.play();
  };

  Feed.prototype.play = function () {
    var promise = this.element.play();
    if (promise) promise.catch(function () {});
  };

  function Player(place) {
    var player = this;
    player.place = place;
    player.wait = place.querySelector("[data-wait]");
    player.main = new Feed(place.querySelector("[data-main]"), function (isWaiting) {
      player.wait.hidden = !isWaiting;
      player.wait.textContent = isWaiting ? place.dataset.saysWait : "";
    });
    var sign = place.querySelector("[data-sign]");
    var sound = place.querySelector("[data-sound]");
    player.sign = sign && new Feed(sign);
    player.sound = sound && new Feed(sound);
    player.main.start();
    if (player.sign) {
      player.sign.start();
      player.together();
    }
    player.buttons();
    player.captions();
    player.places();
  }

  /* The second picture plays and stops with the first. */
  Player.prototype.together = function () {
    var main = this.main.element;
    var sign = this.sign;
    main.addEventListener("play", function () {
      sign.play();
    });
    main.addEventListener("pause", function () {
      sign.element.pause();
    });
    main.addEventListener("seeked", function () {
      if (isFinite(main.duration)) sign.element.currentTime = main.currentTime;
    });
  };

  function toggle(button, act) {
    if (!button) return;
    button.addEventListener("click", function () {
      var isOn = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isOn));
      act(isOn);
    });
  }

  Player.prototype.buttons = function () {
    var player = this;
    var place = player.place;
    place.querySelector("[data-player-buttons]").hidden = false;
    toggle(place.querySelector("[data-swap]"), function (isOn) {
      place.classList.toggle("player--sign-large", isOn);
    });
    toggle(place.querySelector("[data-hide-sign]"), function (isOn) {
      place.classList.toggle("player--no-sign", isOn);
      if (isOn) player.sign.element.pause();
      else if (!player.main.element.paused) player.sign.play();
    });
    toggle(place.querySelector("[data-sound-only]"), function (isOn) {
      player.onlySound(isOn);
    });
  };

  /* With a sound of its own the picture is not even fetched; else it is only put out of sight. */
  Player.prototype.onlySound = function (isOn) {
    var main = this.main.element;
    this.place.classList.toggle("player--sound", isOn);
    if (!this.sound) return;
    this.sound.element.hidden = !isOn;
    if (isOn) {
      main.pause();
      if (this.main.hls) this.main.hls.stopLoad();
      this.sound.start();
      this.sound.play();
    } else {
      this.sound.element.pause();
      if (this.main.hls) this.main.hls.startLoad();
      this.main.play();
    }
  };

  /* Captions that arrive are put on the picture for some seconds; the same line again is a correction. */
  Player.prototype.captions = function () {
    var video = this.main.element;
    var Cue = window.VTTCue;
    if (!Cue || video.querySelector("track")) return;
    var track = video.addTextTrack("captions", this.place.dataset.trackLabel, "zh");
    track.mode = "showing";
    document.addEventListener("live:caption", function (event) {
      var line = event.detail.line;
      Array.prototype.forEach.call(track.cues || [], function (cue) {
        if (cue.id === String(line.line)) cue.text = line.text;
      });
      if (!event.detail.isNew || video.paused) return;
      var cue = new Cue(video.currentTime, video.currentTime + CAPTION_STAYS, line.text);
      cue.id = String(line.line);
      track.addCue(cue);
    });
  };

  /* A line of the transcript opens the video at its place: "#t=754" in the address, or pressed beside the picture. */
  Player.prototype.places = function () {
    var player = this;
    function go(second) {
      player.main.element.currentTime = second;
      player.main.play();
      player.place.scrollIntoView({ block: "nearest" });
    }
    document.addEventListener("live:seek", function (event) {
      go(event.detail);
    });
    var said = /^#t=(\d+)$/.exec(location.hash);
    if (said) {
      player.main.element.addEventListener("loadedmetadata", function once() {
        player.main.element.removeEventListener("loadedmetadata", once);
        go(Number(said[1]));
      });
    }
  };

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.querySelector("[data-player]");
    if (place) new Player(place);
  });
})();
