/* The walk-in form: somebody who comes without a place. What is typed stays until it is noted. */

import { complain, part, parts } from "./page.js";
import { clockTime, say } from "./words.js";

const MOBILE = /^1[3-9]\d{9}$/;

/* The digits of a mobile number, without the country before it. */
function digits(text) {
  return text.normalize("NFKC").replace(/[^0-9]/g, "").replace(/^(00)?86(?=1\d{10}$)/, "");
}

export class WalkIn {
  constructor(counter) {
    this.counter = counter;
    this.form = part("[data-walk-in]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.letIn();
    });
  }

  isBegun() {
    return Boolean(this.form.elements.name.value || this.form.elements.phone.value);
  }

  async letIn() {
    const { name, phone } = this.form.elements;
    const said = { name: name.value.trim(), phone: digits(phone.value) };
    complain(phone, MOBILE.test(said.phone) ? "" : say("phone-needed"));
    complain(name, said.name ? "" : say("name-needed"));
    if (!said.name || !MOBILE.test(said.phone)) return;
    const needs = parts("[name=needs]:checked", this.form).map((box) => box.value);
    const why = say("welcome-why", { time: clockTime(this.counter.desk.clock.now()) });
    const data = Object.assign(said, { needs });
    const done = await this.counter.noted("walk_in", data, 0, { word: say("welcome"), who: said.name, why });
    if (done) this.form.reset();
    this.counter.show();
  }
}
