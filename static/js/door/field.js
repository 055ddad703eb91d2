/* The field at the desk: typing, pasting, and hand scanners, which type quickly and end with Enter or not at all.
   While the desk is shown, whatever is typed outside a field lands here, so a scan is never lost. */

import { isShown, part } from "./page.js";
import { SIGNS_OF_GROUP, SIGNS_OF_TOKEN, fold, looksLikeTicket } from "./tickets.js";
import { say } from "./words.js";

const FIELDS = /^(INPUT|TEXTAREA|SELECT)$/;
const PAUSE = 60;

export class Field {
  constructor(onText) {
    this.form = part("[data-scan]");
    this.input = part("input", this.form);
    this.help = part("[data-scan-help]", this.form);
    this.groups = part("[data-groups]", this.form);
    this.onText = onText;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take();
    });
    this.input.addEventListener("input", () => this.count());
    document.addEventListener("keydown", (event) => this.catch(event));
  }

  focus() {
    if (isShown("desk")) this.input.focus({ preventScroll: true });
  }

  take() {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    this.input.value = "";
    this.count();
    if (text) this.onText(text);
  }

  /* Shows how far a typed ticket has come; one that is whole is taken without Enter, after the scanner's own pause. */
  count() {
    clearTimeout(this.timer);
    const count = Math.floor(fold(this.input.value).length / SIGNS_OF_GROUP);
    const isLong = count > 2 && /[0-9]/.test(this.input.value);
    this.groups.hidden = !isLong;
    this.help.hidden = isLong;
    if (isLong) this.groups.textContent = say("groups", { count: Math.min(count, SIGNS_OF_TOKEN / SIGNS_OF_GROUP) });
    if (looksLikeTicket(this.input.value)) this.timer = setTimeout(() => this.take(), PAUSE);
  }

  /* A sign typed while no field has the focus: the field takes it, before the browser puts it anywhere. */
  catch(event) {
    const isSign = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isSign && isShown("desk") && !FIELDS.test(document.activeElement.tagName)) this.input.focus();
  }
}
