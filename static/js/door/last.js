/* What was noted last, and taking the newest of it back, with the reason. */

import { standing, takeBack } from "./acts.js";
import { line, title } from "./lines.js";
import { button, complain, fill, part } from "./page.js";
import * as panel from "./panel.js";
import { say } from "./words.js";

const SHOWN = 6;

export class Last {
  constructor(counter) {
    this.counter = counter;
    this.list = part("[data-last]");
    this.form = part("[data-undo]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.takeBack(this.form.elements.why.value.trim());
    });
    part("[data-undo-leave]").addEventListener("click", () => this.close());
  }

  async draw() {
    const { desk } = this.counter;
    const acts = await standing(SHOWN);
    const lines = await Promise.all(acts.map((act) => line(desk, act)));
    if (acts.length && acts[0].state !== "refused") {
      const what = await title(desk, acts[0]);
      lines[0].appendChild(button("button button--quiet", say("take-back"), say("take-back-what", { what }), () => this.ask(acts[0], what)));
    }
    fill(this.list, lines);
    part("[data-last-empty]").hidden = Boolean(acts.length);
  }

  ask(act, what) {
    this.act = act;
    part("[data-undo-what]").textContent = say("take-back-what", { what });
    this.form.hidden = false;
    this.form.elements.why.focus();
  }

  takeBack(why) {
    complain(this.form.elements.why, why ? "" : say("why-needed"));
    if (!why) return;
    const what = part("[data-undo-what]").textContent;
    this.counter.inTurn(async () => {
      await takeBack(this.counter.desk, this.act, why);
      panel.show("caution", { word: say("taken-back"), why: what });
      this.counter.upload.soon();
      this.close();
    });
  }

  close() {
    this.form.reset();
    this.form.hidden = true;
    complain(this.form.elements.why, "");
    this.counter.field.focus();
  }
}
