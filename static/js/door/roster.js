/* Who is registered, as far as this device needs to know: it comes sealed, is kept sealed, and is open in memory only. */

import { ask } from "./server.js";
import { fromBase64, unseal } from "./sealing.js";
import * as store from "./store.js";

const MOST = 20;
const UNSEEN = /\p{Cf}/gu;
const HIDDEN = "*";
const MOST_HIDDEN = 3;
/* What people write between the parts of a name, or what comes along unseen: blanks, dots, dashes, apostrophes. */
const BETWEEN = /[\s\p{Cf}\p{Pd}·•.・‧∙⋅。․⸱●'’‘ʼ\u1801-\u180f\u0f0b-\u0f0e\ufe00-\ufe0f]/gu;

/* What came was not sealed for this device at this fair. The roster before it stays. */
export class WrongRoster extends Error {}

export class Roster {
  constructor(said, edition, fetchedAt) {
    this.people = new Map(said.people.map((person) => [person.k, person]));
    this.vacancies = said.vacancies || [];
    this.edition = edition;
    this.fetchedAt = fetchedAt;
  }

  /* {k: key, n: number of the ticket, s: name with stars, i: initials, t: end of the telephone, r: place given up},
     of which a booth gets k, n and s alone, and its employer's own device q where the person had not turned to it; null for somebody who is not in it. */
  person(key) {
    return this.people.get(key) || null;
  }

  /* People whom ``text`` may mean: number of the ticket, last digits of the telephone, initials or a name. At most 20. */
  find(text) {
    const typed = text.replace(UNSEEN, "").trim().toUpperCase();
    const means = meansOf(typed);
    const found = [];
    if (!typed) return found;
    for (const person of this.people.values()) {
      if (means.some((fits) => fits(person, typed)) && found.push(person) === MOST) break;
    }
    return found;
  }
}

function meansOf(typed) {
  if (/^R-?[0-9A-Z -]{4,}$/.test(typed)) return [hasNumber, hasInitials];
  if (/^[0-9]{4,}$/.test(typed)) return [hasTelephone, hasNumber];
  if (/^[A-Z]+$/.test(typed)) return [hasInitials, hasName];
  return [hasName, hasNumber];
}

/* Signs of a number as they are told apart: what follows the letter of its kind, look-alikes folded. */
function plain(number) {
  return number.toUpperCase().replace(/^R-?/, "").replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}

function hasNumber(person, typed) {
  return plain(person.n) === plain(typed);
}

function hasTelephone(person, typed) {
  return Boolean(person.t) && person.t === typed.slice(-4);
}

function hasInitials(person, typed) {
  return (person.i || "").toUpperCase().split(" ").some((initials) => initials.startsWith(typed));
}

/* 林晓雯 is found as 林**, and so is 林; of a long name three signs are hidden, however many follow. */
function hasName(person, typed) {
  const shown = Array.from((person.s || "").toUpperCase());
  const isCut = shown.filter((sign) => sign === HIDDEN).length === MOST_HIDDEN;
  const signs = Array.from(typed.normalize("NFKC").replace(BETWEEN, ""));
  const fits = (sign, place) => shown[place] === sign || (place > 0 && (shown[place] === HIDDEN || (isCut && !shown[place])));
  return signs.length > 0 && signs.every(fits);
}

/* The roster that the device keeps, or an empty one. */
export async function keptRoster(desk) {
  const kept = await store.get("roster");
  if (!kept) return new Roster({ people: [] }, "", null);
  return new Roster(await unseal(desk.key, kept.box), kept.edition, kept.fetchedAt);
}

/* The server's roster where it is a newer one, else the one that ``desk`` has. Throws WrongRoster. */
export async function freshRoster(desk) {
  const answer = await ask("roster", { device: desk.device, etag: desk.roster.fetchedAt ? `"${desk.roster.edition}"` : null });
  if (answer.status === 304) return desk.roster;
  const { edition, box } = answer.data;
  const bytes = fromBase64(box);
  const said = await openedWith(desk.key, bytes);
  const fetchedAt = desk.clock.now();
  await store.put("roster", { edition, box: bytes, fetchedAt });
  return new Roster(said, edition, fetchedAt);
}

async function openedWith(key, bytes) {
  try {
    return await unseal(key, bytes);
  } catch (error) {
    throw new WrongRoster(error.message);
  }
}
