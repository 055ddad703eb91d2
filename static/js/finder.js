/* Makes a long list to pull down one to type in (a combobox after the ARIA Authoring Practices). Without script the
   list itself stays: select[data-finder]. Options are found by their name, their group and data-words; what the
   reader hears stands in data-count ("{} found") and data-none. data-follows="id": shown once that list has a value. */
(function () {
  "use strict";

  /* How well an option fits what is typed: 0 by its name, 1 by its other words, 2 by its group; -1 not at all. */
  function rank(option, sought) {
    var name = option.text.toLowerCase();
    var more = name + " " + (option.getAttribute("data-words") || "").toLowerCase();
    var all = more + " " + (option.parentNode.label || "").toLowerCase();
    function holds(text) {
      return sought.every(function (word) { return text.indexOf(word) >= 0; });
    }
    return holds(name) ? 0 : holds(more) ? 1 : holds(all) ? 2 : -1;
  }

  function finder(select) {
    var id = select.id;
    var input = document.createElement("input");
    var list = document.createElement("ul");
    var status = document.createElement("p");
    var box = document.createElement("div");
    var shown = [];
    var at = -1;

    input.type = "text";
    input.autocomplete = "off";
    input.placeholder = select.getAttribute("data-placeholder") || "";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id + "_found");
    ["aria-describedby", "aria-invalid"].forEach(function (name) {
      if (select.hasAttribute(name)) {
        input.setAttribute(name, select.getAttribute(name));
      }
    });
    list.id = id + "_found";
    list.className = "finder-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", select.getAttribute("data-label") || "");
    list.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    box.className = "finder-box";

    select.parentNode.insertBefore(box, select);
    box.appendChild(input);
    box.appendChild(list);
    box.appendChild(status);
    select.id = id + "_list"; // labels and links lead to what can be typed in
    input.id = id;
    select.hidden = true;

    function chosen() {
      var option = select.options[select.selectedIndex];
      return option && option.value ? option.text : "";
    }

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(option) {
      select.value = option ? option.value : "";
      input.value = chosen();
      close();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function mark(place) {
      if (!shown.length) {
        return;
      }
      at = (place + shown.length) % shown.length;
      shown.forEach(function (one, number) {
        one.item.setAttribute("aria-selected", number === at ? "true" : "false");
      });
      input.setAttribute("aria-activedescendant", shown[at].item.id);
      shown[at].item.scrollIntoView({ block: "nearest" });
    }

    function open(text) {
      var sought = text.trim().toLowerCase().split(/\s+/);
      list.textContent = "";
      shown = [];
      at = -1;
      input.removeAttribute("aria-activedescendant");
      Array.prototype.forEach.call(select.options, function (option, number) {
        var place = option.value ? rank(option, sought) : -1;
        if (place >= 0) {
          shown.push({ option: option, place: place, number: number });
        }
      });
      shown.sort(function (one, other) {
        return one.place - other.place || one.number - other.number;
      });
      shown.forEach(function (one) {
        var isTwice = shown.some(function (other) { return other !== one && other.option.text === one.option.text; });
        var group = one.option.parentNode.label;
        var item = document.createElement("li");
        item.id = id + "_found_" + one.number;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.textContent = one.option.text + (isTwice && group ? " · " + group : "");
        item.addEventListener("mousedown", function (event) {
          event.preventDefault(); // the field keeps the focus
          choose(one.option);
        });
        list.appendChild(item);
        one.item = item;
      });
      list.hidden = !shown.length;
      input.setAttribute("aria-expanded", shown.length ? "true" : "false");
      status.textContent = shown.length
        ? (select.getAttribute("data-count") || "{}").replace("{}", shown.length)
        : select.getAttribute("data-none") || "";
      status.className = shown.length ? "visually-hidden" : "helptext";
    }

    input.addEventListener("input", function () {
      open(input.value);
    });
    input.addEventListener("click", function () {
      if (list.hidden) {
        open("");
      }
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) {
        return; // Enter still belongs to the input method
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) {
          open(input.value === chosen() ? "" : input.value);
        }
        mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        choose(shown[at < 0 ? 0 : at].option);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        input.value = chosen();
        close();
      }
    });
    input.addEventListener("blur", function () {
      var typed = input.value.trim();
      if (!typed) {
        choose(null);
      } else if (typed !== chosen()) {
        var exact = shown.filter(function (one) { return one.option.text === typed; });
        if (exact.length || shown.length === 1) {
          choose((exact[0] || shown[0]).option);
        } else {
          input.value = chosen();
        }
      }
      status.className = "visually-hidden";
      close();
    });

    function again() {
      input.value = chosen();
    }
    window.addEventListener("pageshow", again); // on the way back the browser puts the list as it was
    again();
  }

  function follow(select) {
    var before = document.getElementById(select.getAttribute("data-follows") + "_list");
    var field = select.closest(".field");
    function look() {
      field.hidden = !before.value && !select.value;
    }
    before.addEventListener("change", look);
    window.addEventListener("pageshow", look);
    look();
  }

  /* All lists inside ``part``: of the page, or of what came into it later (the event "shown"). */
  function begin(part) {
    Array.prototype.forEach.call(part.querySelectorAll("select[data-finder]"), finder);
    Array.prototype.forEach.call(part.querySelectorAll("select[data-follows]"), follow);
  }

  document.addEventListener("DOMContentLoaded", function () {
    begin(document);
  });
  document.addEventListener("shown", function (event) {
    begin(event.target);
  });
})();
