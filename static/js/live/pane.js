/* Opens pages of this site beside the picture, so that it is not lost: links and forms marked data-pane, and whatever
   is pressed inside the pane. What is shown is the page's own <main>; without this script they open as pages. */
(function () {
  "use strict";

  function Pane(place) {
    this.place = place;
    this.body = place.querySelector("[data-pane-body]");
    this.said = place.querySelector("[data-pane-said]");
    this.opener = null;
  }

  Pane.prototype.load = function (address, options) {
    var pane = this;
    var number = (pane.number = (pane.number || 0) + 1);
    pane.place.hidden = false;
    pane.said.textContent = pane.body.dataset.loading;
    return fetch(address, Object.assign({ credentials: "same-origin" }, options))
      .then(function (answer) {
        pane.address = answer.url;
        return answer.text();
      })
      .then(function (text) {
        if (number === pane.number) pane.show(new DOMParser().parseFromString(text, "text/html"));
      })
      .catch(function () {
        pane.said.textContent = pane.body.textContent = pane.body.dataset.failed;
        pane.toSight();
      });
  };

  Pane.prototype.show = function (page) {
    var main = page.querySelector("#main");
    var companion = main && main.querySelector("[data-live]");
    this.body.textContent = "";
    this.said.textContent = "";
    this.renewTokens(page);
    if (!main || companion) {
      this.showMessages(main);
      return;
    }
    Array.prototype.forEach.call(main.querySelectorAll(".trail, script, template"), function (part) {
      var whole = part.closest("nav") || part;
      whole.parentElement.removeChild(whole);
    });
    this.lowerHeadings(main);
    while (main.firstChild) this.body.appendChild(document.adoptNode(main.firstChild));
    this.body.dispatchEvent(new CustomEvent("shown", { bubbles: true })); // whoever has something to do with it
    var first = this.body.querySelector("[data-focus], h2");
    if (first) {
      first.setAttribute("tabindex", "-1");
      first.focus({ preventScroll: true });
    }
    this.toSight();
  };

  /* On a telephone right below the picture, which stays at the top; else no further than needed. */
  Pane.prototype.toSight = function () {
    var isNarrow = window.matchMedia("(max-width: 55.99rem)").matches;
    this.place.scrollIntoView({ block: isNarrow ? "start" : "nearest" });
  };

  /* A form that led back to this very page said something: only that is shown. */
  Pane.prototype.showMessages = function (main) {
    var said = main ? main.querySelectorAll(".notice") : [];
    var pane = this;
    var any = false;
    Array.prototype.forEach.call(main ? main.querySelectorAll("[role=status] > .notice") : said, function (one) {
      pane.body.appendChild(document.adoptNode(one));
      any = true;
    });
    if (!any) return pane.close();
    pane.said.textContent = pane.body.textContent;
    pane.toSight();
  };

  /* One first heading a page: those that come with a page go one level down. */
  Pane.prototype.lowerHeadings = function (main) {
    [3, 2, 1].forEach(function (level) {
      Array.prototype.forEach.call(main.querySelectorAll("h" + level), function (old) {
        var lower = document.createElement("h" + (level + 1));
        while (old.firstChild) lower.appendChild(old.firstChild);
        if (old.id) lower.id = old.id;
        lower.className = old.className;
        old.parentElement.replaceChild(lower, old);
      });
    });
  };

  /* Who signs in gets a new token against forged forms; the forms of this page need it too. */
  Pane.prototype.renewTokens = function (page) {
    var fresh = page.querySelector("input[name=csrfmiddlewaretoken]");
    if (!fresh) return;
    Array.prototype.forEach.call(document.querySelectorAll("input[name=csrfmiddlewaretoken]"), function (old) {
      old.value = fresh.value;
    });
    Array.prototype.forEach.call(document.querySelectorAll("template"), function (template) {
      var inside = template.content.querySelector("input[name=csrfmiddlewaretoken]");
      if (inside) inside.value = fresh.value;
    });
  };

  Pane.prototype.close = function () {
    this.place.hidden = true;
    this.body.textContent = "";
    if (this.opener && document.contains(this.opener)) this.opener.focus();
  };

  Pane.prototype.follow = function (link) {
    if (!this.place.contains(link)) this.opener = link;
    this.load(new URL(link.getAttribute("href"), this.place.contains(link) ? this.address : location.href).href);
  };

  Pane.prototype.send = function (form, button) {
    var base = this.place.contains(form) ? this.address : location.href;
    var target = new URL(form.getAttribute("action") || base, base);
    var data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    if (!this.place.contains(form)) this.opener = button || form;
    if (form.method === "get") {
      target.search = new URLSearchParams(data).toString();
      return this.load(target.href);
    }
    if (form.hasAttribute("data-pane")) form.reset();
    return this.load(target.href, { method: "POST", body: data });
  };

  function isOurs(link) {
    return link.href && new URL(link.href).origin === location.origin && !link.target && !link.hasAttribute("download");
  }

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.querySelector("[data-pane-here]");
    if (!place || !window.fetch || !window.DOMParser) return;
    var pane = new Pane(place);

    document.addEventListener("click", function (event) {
      pane.pressed = event.target.closest("button");
      var closer = event.target.closest("[data-pane-close]");
      var link = event.target.closest("a[href]");
      if (closer && place.contains(closer)) {
        event.preventDefault();
        pane.close();
        return;
      }
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      var second = place.contains(link) && link.dataset.second;
      if (second) {
        event.preventDefault();
        document.dispatchEvent(new CustomEvent("live:seek", { detail: Number(second) }));
      } else if (isOurs(link) && (link.hasAttribute("data-pane") || place.contains(link)) && link.hash === "") {
        event.preventDefault();
        pane.follow(link);
      }
    });

    document.addEventListener("submit", function (event) {
      var form = event.target;
      if (form.hasAttribute("data-pane") || place.contains(form)) {
        event.preventDefault();
        pane.send(form, event.submitter || pane.pressed);
      }
    });

    place.addEventListener("keydown", function (event) {
      if (event.key === "Escape") pane.close();
    });
  });
})();
