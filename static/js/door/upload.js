/* Sends what waits, in portions, as often as it takes: the server knows each act by its id, so sending twice is no harm.
   Only what has no final state is sent again. After a failure the next try comes later and later, never at the same
   time as that of other devices. With nothing to send, the server is asked once a minute whether all is well. */

import { opened } from "./acts.js";
import { WrongRoster, freshRoster } from "./roster.js";
import { Refusal, Unreachable, ask, version } from "./server.js";
import * as store from "./store.js";

const PORTION = 200;
const FINAL = new Set(["accepted", "repeat", "refused", "conflict", "unproved"]);
const SOON = 300;
const USUAL = 60 * 1000;
const FIRST_WAIT = 2 * 1000;
const LONGEST_WAIT = 5 * 60 * 1000;
const GONE = new Set([410, 423]);

export class Upload {
  /* ``on``: changed() after each exchange, gone(refusal) when the server says that this device is to forget all. */
  constructor(desk, on) {
    this.desk = desk;
    this.on = on;
    this.fails = 0;
    this.running = null;
    this.last = { at: null, problem: "", sentence: "" };
  }

  start() {
    window.addEventListener("online", () => this.soon());
    this.soon();
  }

  stop() {
    clearTimeout(this.timer);
    this.isStopped = true;
  }

  /* Shortly: several acts in a row go together. */
  soon() {
    this.later(SOON * (0.5 + Math.random()));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.nextAt = Date.now() + wait;
    if (!this.isStopped) this.timer = setTimeout(() => this.now(), wait);
  }

  /* At once; a second call while one is under way waits for the same. */
  now() {
    if (!this.running) {
      this.running = this.exchange().finally(() => (this.running = null));
    }
    return this.running;
  }

  async exchange() {
    clearTimeout(this.timer);
    try {
      const { left, settled } = await this.send();
      await this.look();
      this.last = { at: Date.now(), problem: left ? "again" : "", sentence: "" };
      if (settled || !left) this.fails = 0;
      if (left) this.fails += 1;
    } catch (error) {
      if (!this.understand(error)) return;
    }
    if (this.isStopped) return;
    await this.desk.keepClock();
    this.later(this.fails ? this.patience() : USUAL);
    this.on.changed();
  }

  /* Longer after each failure, and a random part, so that a hall full of devices does not come back at once. */
  patience() {
    return Math.min(LONGEST_WAIT, FIRST_WAIT * Math.pow(2, this.fails - 1)) * (0.5 + Math.random());
  }

  /* Sends each waiting act once; how many are settled now, and how many are left to be sent again. */
  async send() {
    const acts = await store.actsIn("waiting");
    let settled = 0;
    for (let place = 0; place < acts.length; place += PORTION) {
      const portion = acts.slice(place, place + PORTION);
      settled += await this.sendPortion(portion, acts.length - settled - portion.length);
      this.on.changed();
    }
    return { settled, left: acts.length - settled };
  }

  /* How many of the portion are settled; ``waiting`` will wait on the device besides. */
  async sendPortion(portion, waiting) {
    const { desk } = this;
    const acts = await Promise.all(portion.map((act) => opened(desk, act)));
    const body = { clock: new Date().toISOString(), waiting, acts };
    const { data } = await ask("acts", { body, device: desk.device });
    if (typeof data.clock_offset_seconds === "number") desk.clock.hear(data.clock_offset_seconds);
    const sent = new Set(portion.map((act) => act.id));
    const settled = data.acts.filter((one) => sent.has(one.id) && FINAL.has(one.state));
    await store.settle(settled);
    return settled.length;
  }

  /* Is the device still welcome, is the clock right, is there a newer roster? */
  async look() {
    const { desk } = this;
    const { waiting } = await store.counts(["waiting"]);
    const { data } = await ask(`state?waiting=${waiting}&version=${version}`, { device: desk.device });
    desk.clock.hearMoment(data.server_clock);
    this.state = data;
    if (data.fair_state === "closed") return this.close(waiting);
    if (data.roster_edition !== desk.roster.edition || !desk.roster.fetchedAt) await this.renewRoster(waiting);
  }

  /* A roster that is over is no reason yet to forget what waits. */
  async renewRoster(waiting) {
    try {
      this.desk.roster = await freshRoster(this.desk);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 410) throw error;
      await this.close(waiting);
    }
  }

  /* The fair is closed: nobody comes in any more, so the roster goes at once, and the rest when all is sent. */
  async close(waiting) {
    if (waiting) await this.desk.dropRoster();
    else this.leave(new Refusal(410, ""));
  }

  leave(refusal) {
    this.stop();
    this.on.gone(refusal);
  }

  /* What a failure means; false where the device is to forget everything. */
  understand(error) {
    if (error instanceof Refusal && GONE.has(error.status)) {
      this.leave(error);
      return false;
    }
    this.last = { at: this.last.at, problem: problemOf(error), sentence: error.message || error.name };
    this.fails += 1;
    return true;
  }
}

function problemOf(error) {
  if (error instanceof WrongRoster) return "wrong-roster";
  if (error instanceof Refusal) return "refused";
  return error instanceof Unreachable ? "unreachable" : "broken";
}
