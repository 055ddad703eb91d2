/* What was done, in a line: time, kind, whom, and what became of it. */

import { momentOf, opened } from "./acts.js";
import { make } from "./page.js";
import { clockTime, say } from "./words.js";

const TAGS = { waiting: "", accepted: "tag--good", repeat: "tag--caution", refused: "tag--danger", conflict: "tag--caution", unproved: "tag--caution" };

/* Name and number of whom the act is about, as far as the device knows. */
export async function whom(desk, act) {
  const person = desk.roster.person(act.person);
  if (person) return [person.s, person.n].filter(Boolean).join(" ");
  if (act.kind !== "walk_in" || !act.box) return "";
  return (await opened(desk, act)).data.name;
}

export async function title(desk, act) {
  return [say(`kind-${act.kind}`), await whom(desk, act)].filter(Boolean).join(" · ");
}

/* The line as an element of a list; what the server said of it stands below. */
export async function line(desk, act) {
  const made = make("li", "door-line", "");
  made.appendChild(make("span", "door-line__time", clockTime(momentOf(act))));
  made.appendChild(make("span", "door-line__what", await title(desk, act)));
  made.appendChild(make("span", `tag ${TAGS[act.state]}`, say(`state-${act.state}`)));
  if (act.sentence && act.state !== "accepted") made.appendChild(make("span", "door-line__why", act.sentence));
  return made;
}

export function lines(desk, acts) {
  return Promise.all(acts.map((act) => line(desk, act)));
}
