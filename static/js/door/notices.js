/* Lines above the page that stay until they are no longer true: each has a name, and stands there once. */

import { button, make, part } from "./page.js";

/* Shows the notice ``name``; an empty sentence takes it away. ``action`` is {text, press} where something can be done. */
export function notice(name, sentence, { kind = "caution", action = null } = {}) {
  const all = part("[data-notices]");
  const old = part(`[data-notice="${name}"]`, all);
  if (old && old.dataset.sentence === sentence) return;
  if (old) old.remove();
  if (!sentence) return;
  const made = make("div", `notice notice--${kind}`, "", make("p", "", sentence));
  made.dataset.notice = name;
  made.dataset.sentence = sentence;
  if (action) made.appendChild(button("button button--quiet", action.text, "", action.press));
  all.appendChild(made);
}
