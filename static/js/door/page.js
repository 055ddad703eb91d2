/* Small tools for the page: finding, making and showing its parts, and going from view to view. */

export function part(selector, within = document) {
  return within.querySelector(selector);
}

export function parts(selector, within = document) {
  return Array.from(within.querySelectorAll(selector));
}

/* An element with a class, a text and children: make("li", "tag", "waits"). */
export function make(tag, name = "", text = "", ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  children.forEach((child) => made.appendChild(child));
  return made;
}

export function button(name, text, label, press) {
  const made = make("button", name, text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", press);
  return made;
}

export function fill(list, children) {
  list.textContent = "";
  children.forEach((child) => list.appendChild(child));
  list.hidden = !children.length;
}

/* Shows one view and brings the reader to its heading, or to ``focus`` in it. */
export function go(name, focus = "h2") {
  parts("[data-view]").forEach((view) => (view.hidden = view.dataset.view !== name));
  parts("[data-to]").forEach((link) => {
    if (link.dataset.to === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  part("[data-scroll]").scrollTop = 0;
  const target = focus && part(focus, part(`[data-view="${name}"]`));
  if (target) target.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("door:view", { detail: name }));
}

export function isShown(name) {
  return !part(`[data-view="${name}"]`).hidden;
}

/* Shows what belongs to the device's role, hides what belongs to others. */
export function fitRole(role) {
  document.body.dataset.role = role;
  parts("[data-for]").forEach((place) => (place.hidden = !place.dataset.for.split(" ").includes(role)));
}

/* Says what has to be put right at a field, and brings the reader there; an empty sentence clears it. */
export function complain(field, sentence) {
  const place = document.getElementById(field.getAttribute("aria-describedby").split(" ").pop());
  place.textContent = sentence;
  field.closest(".field").classList.toggle("field--wrong", Boolean(sentence));
  if (sentence) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
  } else {
    field.removeAttribute("aria-invalid");
  }
}
