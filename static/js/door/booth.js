/* What a booth notes about the person who was scanned or chosen: résumé, intents of both sides, outcome. */

import { make, part, parts } from "./page.js";
import * as panel from "./panel.js";
import { say } from "./words.js";

export class Booth {
  constructor(counter) {
    this.counter = counter;
    this.card = part("[data-booth]");
    this.posts = part("[data-posts]");
    part("[data-resume]").addEventListener("click", () => this.resume());
    parts("[data-intent]").forEach((place) => place.addEventListener("click", () => this.intent(place.dataset.intent)));
    part("[data-outcome]").addEventListener("submit", (event) => {
      event.preventDefault();
      this.outcome(event.target);
    });
  }

  leave() {
    this.card.hidden = true;
  }

  /* ``token`` is the scanned ticket, which goes with each entry; without it the roster has to know the person. */
  choose(key, person, token = "") {
    this.about = token ? { person: key, token } : { person: key };
    this.key = key;
    const [name, number] = person ? [person.s || person.n, person.s ? person.n : ""] : [say("not-in-roster-name"), ""];
    this.who = `${name} ${number}`.trim();
    part("[data-booth-person]").textContent = this.who;
    this.offerPosts();
    this.card.hidden = false;
    const isProved = Boolean(token) || this.counter.desk.role !== "employer" || Boolean(person && !person.q);
    const why = !isProved ? say("scan-to-count") : person ? "" : say("not-in-roster");
    panel.show(isProved ? "good" : "caution", { word: name, who: number, why });
    part("[data-resume]").focus();
  }

  /* The post that was chosen before stays chosen: at a booth it is mostly the same. */
  offerPosts() {
    const before = this.posts.value;
    const posts = this.counter.desk.posts();
    this.posts.textContent = "";
    posts.forEach((post) => {
      const option = make("option", "", this.counter.desk.booth ? post.title : `${post.employer} · ${post.title}`);
      option.value = post.id;
      option.selected = String(post.id) === before;
      this.posts.appendChild(option);
    });
    part("[data-no-posts]").hidden = posts.length > 0;
    part("[data-post-acts]").hidden = !posts.length;
    this.posts.closest(".field").hidden = !posts.length;
  }

  post() {
    return { id: Number(this.posts.value), title: this.posts.selectedOptions[0].textContent };
  }

  resume() {
    const booth = this.counter.desk.booth;
    const data = Object.assign({ participation: booth ? booth.participation : null }, this.about);
    return this.counter.noted("resume", data, this.key, { word: say("noted"), who: this.who, why: say("kind-resume") });
  }

  intent(what) {
    const [side, answer] = what.split(" ");
    const { id, title } = this.post();
    const data = Object.assign({ vacancy: id, side, yes: answer === "yes" }, this.about);
    const why = `${title} · ${say(`intent-${side}-${answer}`)}`;
    return this.counter.noted("intent", data, this.key, { word: say("noted"), who: this.who, why });
  }

  outcome(form) {
    const { id, title } = this.post();
    const { outcome, note } = form.elements;
    const data = Object.assign({ vacancy: id, outcome: outcome.value, note: note.value.trim() }, this.about);
    const why = `${title} · ${outcome.selectedOptions[0].textContent}`;
    note.value = "";
    return this.counter.noted("outcome", data, this.key, { word: say("noted"), who: this.who, why });
  }
}
