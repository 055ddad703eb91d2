/* The player: HLS by hls.js, or by the browser itself where it can (Safari); captions as they are typed; the second
   picture for sign language; sound alone. A stream that stops is asked for again until it is back. */
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
  }

  Feed.prototype.start = function () {
    var feed = this;
    if (feed.isStarted) return;
    feed.isStarted = true;
    feed.attach();
    feed.element.addEventListener("timeupdate", function () {
      if (feed.element.currentTime !== feed.last) {
        feed.last = feed.element.currentTime;
        feed.moved = Date.now();
        feed.onWait(false);
      }
    });
    feed.element.addEventListener("error", function () {
      if (!feed.hls) feed.attachLater();
    });
    feed.watch = setInterval(function () {
      if (!feed.element.paused && !feed.element.ended && Date.now() - feed.moved > STILL) feed.revive();
      if (feed.element.paused) feed.moved = Date.now();
    }, 2000);
  };

  Feed.prototype.attach = function () {
    var feed = this;
    if (feed.hls) feed.hls.destroy();
    feed.hls = null;
    if (/\.m3u8($|\?)/.test(feed.address) && window.Hls && window.Hls.isSupported()) {
      feed.hls = new window.Hls({ enableWorker: false, backBufferLength: 60, liveDurationInfinity: true });
      feed.hls.on(window.Hls.Events.ERROR, function (_name, data) {
        if (!data.fatal) return;
        if (data.type === window.Hls.ErrorTypes.MEDIA_ERROR) feed.hls.recoverMediaError();
        else feed.attachLater();
      });
      feed.hls.loadSource(feed.address);
      feed.hls.attachMedia(feed.element);
    } else {
      feed.element.src = feed.address;
    }
  };

  Feed.prototype.attachLater = function () {
    var feed = this;
    feed.onWait(true);
    clearTimeout(feed.timer);
    feed.timer = setTimeout(function () {
      feed.revive();
    }, AGAIN);
  };

  /* From the newest on, playing where it played. */
  Feed.prototype.revive = function () {
    var wasPlaying = !this.element.paused || this.wantsToPlay;
    this.wantsToPlay = wasPlaying;
    this.moved = Date.now();
    this.onWait(true);
    this.attach();
    if (wasPlaying) this.play();
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
