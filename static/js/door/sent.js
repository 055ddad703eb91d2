/* What the server has, what waits, and what it refused: drawn whenever it is looked at and after each exchange. */

import { lines } from "./lines.js";
import { fill, isShown, part, parts } from "./page.js";
import * as store from "./store.js";
import { clockTime, say } from "./words.js";

const STATES = ["waiting", "accepted", "repeat", "refused", "conflict", "unproved"];
const SHOWN = 50;

export class Sent {
  constructor() {
    part("[data-send]").addEventListener("click", () => this.upload.now());
    document.addEventListener("door:view", (event) => {
      if (event.detail === "sent") this.draw();
    });
  }

  open(desk, upload) {
    this.desk = desk;
    this.upload = upload;
    return this.draw();
  }

  async draw() {
    const found = await store.counts(STATES);
    this.drawHead(found.waiting);
    if (!isShown("sent")) return;
    const shown = Object.assign({}, found, { entered: found.accepted + found.repeat });
    parts("[data-count]").forEach((place) => (place.textContent = shown[place.dataset.count]));
    part("[data-exchange]").textContent = this.exchange();
    part("[data-waiting-empty]").hidden = found.waiting > 0;
    for (const state of ["waiting", "repeat", "refused", "conflict", "unproved"]) {
      const acts = (await store.actsIn(state)).reverse().slice(0, SHOWN);
      fill(part(`[data-list="${state}"]`), await lines(this.desk, acts));
      const place = part(`[data-${state}]`);
      if (place) place.hidden = !acts.length;
    }
  }

  /* The head of every page says at a glance whether there is a network, and what waits. */
  drawHead(waiting) {
    const isUp = !this.upload.fails && this.upload.last.at !== null;
    const link = part("[data-link]");
    const count = part("[data-waiting-count]");
    link.hidden = false;
    link.className = `tag ${isUp ? "tag--good" : "tag--caution"}`;
    link.textContent = isUp ? say("connected") : waiting ? say("offline-waiting", { count: waiting }) : say("offline");
    count.hidden = !waiting;
    count.textContent = waiting;
  }

  exchange() {
    const { last, nextAt, fails } = this.upload;
    if (fails) return say(`exchange-${last.problem}`, { next: clockTime(nextAt), sentence: last.sentence });
    return last.at ? say("exchange-well", { time: clockTime(last.at) }) : say("exchange-never");
  }
}
