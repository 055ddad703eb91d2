/* Sentences in the page's language. Each stands in the page's <template data-words> as <p data-word="NAME">…{value}…</p>,
   written there by Django; a sentence that is missing is a mistake of ours and is said loudly. Times are told in the fair's zone. */

const zone = document.documentElement.dataset.timeZone;
export const language = document.documentElement.lang;

const words = new Map();
const written = document.querySelector("[data-words]").content;
written.querySelectorAll("[data-word]").forEach((place) => words.set(place.dataset.word, place.textContent.trim()));

export function say(name, values = {}) {
  if (!words.has(name)) throw new Error(`The page has no sentence “${name}”.`);
  return words.get(name).replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/* 09:05, in the fair's zone. */
export function clockTime(moment) {
  return new Date(moment).toLocaleTimeString(language, { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
}

/* 2025-12-03, in the fair's zone: Sweden writes days as machines do. */
export function dayOf(moment) {
  return new Date(moment).toLocaleDateString("sv-SE", { timeZone: zone });
}

export function dayAndTime(moment) {
  return `${dayOf(moment)} ${clockTime(moment)}`;
}
