/* The page of a device that is nobody's yet. The code comes in the address (#ABCD-EFGH-JKMN, which browsers never send
   to a server), by camera, or is typed; it is taken out of the address at once. */

import { enrol } from "./desk.js";
import { complain, go, part } from "./page.js";
import { Unreachable } from "./server.js";
import { fold } from "./tickets.js";
import { say } from "./words.js";

const SIGNS_OF_CODE = 12;

/* The code in the page's address, or "" (the skip link writes there too). */
export function codeInAddress() {
  const code = location.hash.slice(1);
  if (fold(code).length !== SIGNS_OF_CODE) return "";
  history.replaceState(null, "", location.pathname + location.search);
  return code;
}

export class Enrolment {
  /* ``done(desk)`` is called when the device has become one of a fair. */
  constructor(done) {
    this.done = done;
    this.form = part("[data-enrol]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.try(this.form.elements.code.value);
    });
  }

  open(code) {
    go("enrol", code ? "button" : "input");
    if (code) this.try(code);
  }

  async try(text) {
    const field = this.form.elements.code;
    const code = fold(text.replace(/^.*#/, "")).replace(/(.{4})(?=.)/g, "$1-");
    field.value = code;
    if (fold(code).length !== SIGNS_OF_CODE) return complain(field, say("enrol-empty"));
    complain(field, "");
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      const desk = await enrol(code);
      field.value = "";
      await this.done(desk);
    } catch (error) {
      complain(field, error instanceof Unreachable ? say("enrol-offline") : error.message);
    } finally {
      this.isBusy = false;
    }
  }
}
