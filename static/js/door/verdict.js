/* Whether somebody may come in, by the rules that hold without network. The word is one of "welcome", "again" and
   "refused"; a refusal has its reason: unreadable, newer, other-fair, forged, early, late, revoked or not-here. */

import { comings } from "./acts.js";
import { BadTicket, readTicket } from "./tickets.js";

/* What the device says of a ticket: {word, reason, ticket, person, key, before}. */
export async function judgeTicket(desk, text) {
  try {
    const ticket = await readTicket(text, desk.fair);
    const found = await judgePerson(desk, ticket.registration);
    const now = desk.clock.now();
    if (now < ticket.notBefore) return Object.assign(found, { word: "refused", reason: "early", ticket });
    if (now > ticket.notAfter) return Object.assign(found, { word: "refused", reason: "late", ticket });
    return Object.assign(found, { ticket });
  } catch (error) {
    if (!(error instanceof BadTicket)) throw error;
    return { word: "refused", reason: error.reason, person: null, before: [] };
  }
}

/* The same of somebody of the roster who has no ticket along; a ticket newer than the roster is nobody in it yet. */
export async function judgePerson(desk, key) {
  const person = desk.roster.person(key);
  const before = desk.isAtDoor() ? await comings(key) : [];
  const found = { word: before.length ? "again" : "welcome", reason: "", person, key, before };
  return person && person.r ? Object.assign(found, { word: "refused", reason: "revoked" }) : found;
}
