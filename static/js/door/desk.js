/* The device as it is enrolled: who it is, at which fair, with which key. Made by a code that works once; forgotten
   when a person says so, when it is locked from afar, and when the fair is over. */

import { Clock } from "./clock.js";
import { Roster, keptRoster } from "./roster.js";
import { fromBase64, importKey, seal, unseal } from "./sealing.js";
import { ask, version } from "./server.js";
import * as store from "./store.js";
import { language } from "./words.js";

export class Desk {
  constructor(key, facts, clock) {
    this.key = key;
    this.clock = clock;
    this.device = { number: facts.device, secret: facts.secret };
    this.name = facts.name;
    this.role = facts.role;
    this.booth = facts.booth;
    this.vacancies = facts.vacancies || [];
    this.fair = Object.assign({}, facts.fair, { publicKey: fromBase64(facts.fair.public_key) });
    this.window = facts.window;
    this.forgetAt = Date.parse(facts.forget_at);
    this.roster = new Roster({ people: [] }, "", null);
  }

  isAtDoor() {
    return this.role === "door";
  }

  /* Posts of this booth, or of the fair; the roster knows of those that came later. */
  posts() {
    return this.roster.vacancies.length ? this.roster.vacancies : this.vacancies;
  }

  /* The fair is over by a clock that is known to be right: from then on only what waits is kept. */
  isOver() {
    return this.clock.isKnown() && this.clock.now() > this.forgetAt;
  }

  async dropRoster() {
    await store.remove("roster");
    this.roster = new Roster({ people: [] }, "", null);
  }

  keepClock() {
    return store.put("clock", this.clock.keep());
  }
}

/* The desk that this device keeps, or null where it is not enrolled. */
export async function keptDesk() {
  const key = await store.get("key");
  if (!key) return null;
  const facts = await unseal(key, await store.get("desk"));
  const desk = new Desk(key, facts, new Clock(await store.get("clock")));
  desk.roster = await keptRoster(desk);
  return desk;
}

/* Enrols this device with the code that the clerk's page shows. */
export async function enrol(code) {
  const body = { code, clock: new Date().toISOString(), version, language };
  const facts = (await ask("enrol", { body })).data;
  const key = await importKey(facts.roster_key);
  delete facts.roster_key;
  const clock = new Clock(null);
  clock.hearMoment(facts.server_clock);
  await store.put("desk", await seal(key, facts));
  await store.put("clock", clock.keep());
  await store.put("key", key); // last: a device with a key is an enrolled one
  return new Desk(key, facts, clock);
}
