/* The one large word: said on the screen (colour, sign and word), to screen readers, aloud and by vibration. */

import { tell } from "./aloud.js";
import { make, part } from "./page.js";

const panel = part("[data-word-panel]");
const said = part("[data-word-said]", panel);
const sign = part("use", panel);
const again = part("[data-again]", panel);
let pressed = null;

part("button", again).addEventListener("click", () => pressed && pressed());

/* ``kind`` is ready, good, caution or danger, and gives colour and sign (another sign where one is named); ``onAgain``
   puts a button there that has to be pressed on purpose. */
export function show(kind, { word, who = "", why = "", sign: drawn = kind, onAgain = null }) {
  panel.dataset.kind = kind;
  sign.setAttribute("href", `#sign-${drawn}`);
  said.textContent = "";
  said.appendChild(make("p", "word__word", word));
  if (who) said.appendChild(make("p", "word__who", who));
  if (why) said.appendChild(make("p", "word__why", why));
  pressed = onAgain;
  again.hidden = !onAgain;
  if (kind !== "ready") tell(kind, [word, who.replace(/\*/g, ""), why].filter(Boolean).join(". "));
}

/* The time from the scan to this word, kept where the browser's own tools (and the tests) read it. */
export function begin() {
  performance.mark("scan");
}

export function measure() {
  if (!performance.getEntriesByName("scan").length) return;
  performance.measure("scan to word", "scan");
  performance.clearMarks("scan");
}
