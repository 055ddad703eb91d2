/* The worker that keeps the app on the device. A newer one is noticed when the page is opened, looked at again, and
   every hour; it is taken when nothing is half written: at once when the page has just been opened, else by a button or
   while nobody looks. All entries are in the device's store, so nothing is lost by it; the page says that it was renewed. */

import { notice } from "./notices.js";
import { say } from "./words.js";

const HOUR = 60 * 60 * 1000;
const RENEWED = "door-renewed";

export class Renewal {
  /* ``isBusy()`` says whether somebody is in the middle of typing something that a new page would lose. */
  constructor(isBusy) {
    this.isBusy = isBusy;
    this.opened = Date.now();
  }

  async start() {
    if (sessionStorage.getItem(RENEWED)) notice("renewed", say("notice-renewed"), { kind: "good" });
    sessionStorage.removeItem(RENEWED);
    if (!navigator.serviceWorker) return notice("worker", say("notice-no-worker"));
    let hasOne = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (hasOne) this.renew();
      hasOne = true; // the first worker of all brings nothing new
    });
    try {
      this.registration = await navigator.serviceWorker.register(document.documentElement.dataset.worker, { updateViaCache: "none" });
    } catch (error) {
      return notice("worker", say("notice-no-worker"));
    }
    this.registration.addEventListener("updatefound", () => this.watch(this.registration.installing));
    if (this.registration.waiting && hasOne) this.take();
    setInterval(() => this.look(), HOUR);
  }

  /* Asks the server for a newer worker; without network nothing happens. */
  look() {
    if (this.registration) this.registration.update().catch(() => {});
  }

  watch(worker) {
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) this.offer();
    });
  }

  offer() {
    if (document.hidden && !this.isBusy()) return this.take();
    const action = { text: say("notice-new-button"), press: () => this.take() };
    notice("new", say("notice-new"), { kind: "plain", action });
  }

  take() {
    const { waiting } = this.registration;
    if (waiting) waiting.postMessage("take over");
    else this.renew();
  }

  /* Another worker serves this page now: the page follows, unless something is half written. */
  renew() {
    if (this.isBusy()) {
      const action = { text: say("notice-new-button"), press: () => this.reload() };
      return notice("new", say("notice-new"), { kind: "plain", action });
    }
    this.reload();
  }

  reload() {
    if (this.isLeaving) return;
    this.isLeaving = true;
    sessionStorage.setItem(RENEWED, "1");
    location.reload();
  }
}
