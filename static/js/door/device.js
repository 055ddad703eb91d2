/* The device's own page: what it knows, how it speaks, and forgetting. */

import { spokenKinds, tell } from "./aloud.js";
import { complain, part, parts } from "./page.js";
import { version } from "./server.js";
import * as store from "./store.js";
import { dayAndTime, say } from "./words.js";

const MEGABYTE = 1024 * 1024;

export class Device {
  /* ``forget()`` is called when somebody has said that they are sure. */
  constructor(forget) {
    this.form = part("form[data-forget]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { sure } = this.form.elements;
      complain(sure, sure.checked ? "" : say("forget-tick"));
      if (sure.checked) forget();
    });
    parts("[data-try]").forEach((place) => place.addEventListener("click", () => this.tryOut(place.dataset.try)));
    this.offerSpeech();
    document.addEventListener("door:view", (event) => {
      if (event.detail === "device") this.draw();
    });
  }

  open(desk) {
    this.desk = desk;
    this.form.reset();
  }

  offerSpeech() {
    const choice = part("[data-speak]");
    choice.value = spokenKinds();
    choice.addEventListener("change", () => localStorage.setItem("door-speak", choice.value));
  }

  tryOut(kind) {
    tell(kind, kind === "good" ? say("welcome") : `${say("refused")}. ${say("refused-forged")}`);
  }

  async draw() {
    const { desk } = this;
    const { waiting } = await store.counts(["waiting"]);
    const facts = {
      fair: desk.fair.name,
      device: [desk.name, desk.device.number, say(`role-${desk.role}`), boothOf(desk)].filter(Boolean).join(" · "),
      window: say("from-until", { begins: dayAndTime(desk.window.begins), ends: dayAndTime(desk.window.ends) }),
      roster: rosterOf(desk.roster),
      clock: clockOf(desk.clock),
      storage: await storage(),
      version
    };
    parts("[data-fact]").forEach((place) => (place.textContent = facts[place.dataset.fact]));
    part("[data-forget-text]").textContent = say(waiting ? "forget-waiting" : "forget-none", { count: waiting });
    part("[data-forget-label]").textContent = say(waiting ? "forget-sure-waiting" : "forget-sure", { count: waiting });
  }
}

function boothOf({ booth }) {
  return booth ? [booth.number, booth.employer].filter(Boolean).join(" ") : "";
}

function rosterOf(roster) {
  if (!roster.fetchedAt) return say("roster-none");
  return say("roster-of", { count: roster.people.size, moment: dayAndTime(roster.fetchedAt) });
}

function clockOf(clock) {
  const minutes = clock.minutesOff();
  if (!clock.isKnown()) return say("clock-unknown");
  return minutes ? say(minutes > 0 ? "clock-ahead" : "clock-behind", { minutes: Math.abs(minutes) }) : say("clock-well");
}

async function storage() {
  const manager = navigator.storage;
  const isKept = Boolean(manager && manager.persisted && (await manager.persisted()));
  const used = manager && manager.estimate ? (await manager.estimate()).usage / MEGABYTE : 0;
  return say(isKept ? "storage-kept" : "storage-loose", { used: used.toFixed(1) });
}
