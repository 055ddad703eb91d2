/* The desk's screen: takes what is scanned or typed, one after another, says the word, and notes the act.
   At a door a good ticket is a check-in; at a booth it chooses the person whom the next entries are about. */

import { momentOf, note } from "./acts.js";
import { Booth } from "./booth.js";
import { Field } from "./field.js";
import { Last } from "./last.js";
import { button, fill, go, make, part } from "./page.js";
import * as panel from "./panel.js";
import { Full } from "./store.js";
import { SIGNS_OF_GROUP, SIGNS_OF_TOKEN, fold, looksLikeTicket } from "./tickets.js";
import { judgePerson, judgeTicket } from "./verdict.js";
import { clockTime, dayAndTime, say } from "./words.js";

const LONGEST_SEARCH = 20;

export class Counter {
  constructor() {
    this.field = new Field((text) => this.take(text));
    this.found = part("[data-found]");
    this.turn = Promise.resolve();
    this.booth = new Booth(this);
    this.last = new Last(this);
  }

  /* Serves ``desk``; ``upload`` is told of each act, and drawn() shows what it changed elsewhere on the page. */
  open(desk, upload, drawn) {
    this.desk = desk;
    this.upload = upload;
    this.drawn = drawn;
    this.found.hidden = true;
    this.booth.leave();
    panel.show("ready", { word: say("ready"), why: say(desk.isAtDoor() ? "ready-door" : "ready-booth") });
    return this.last.draw();
  }

  /* One after another, in the order in which they came; whatever goes wrong is said in the large word. */
  take(text) {
    return this.inTurn(() => this.judge(text));
  }

  /* True when ``work`` was done; false when it failed, which has been said then. */
  inTurn(work) {
    this.turn = this.turn.then(() => this.tryTo(work));
    return this.turn;
  }

  async tryTo(work) {
    panel.begin();
    try {
      await work();
      panel.measure();
      await this.last.draw();
      await this.drawn();
      return true;
    } catch (error) {
      panel.show("danger", { word: say("not-noted"), why: problemOf(error) });
      return false;
    }
  }

  async judge(text) {
    this.found.hidden = true;
    this.booth.leave();
    if (this.desk.isOver()) {
      panel.show("danger", { word: say("refused"), why: say("fair-over") });
    } else if (looksLikeTicket(text) || fold(text).length > LONGEST_SEARCH) {
      await this.follow(await judgeTicket(this.desk, text), { means: "ticket", token: fold(text) });
    } else {
      this.search(text);
    }
    if (this.found.hidden && part("[data-booth]").hidden) this.field.focus();
  }

  /* What comes of a verdict; ``how`` goes with the act: means, and the token where there was one. */
  async follow(verdict, how) {
    if (verdict.word === "refused") return this.refuse(verdict, how);
    if (!this.desk.isAtDoor()) return this.booth.choose(verdict.key, verdict.person, how.token);
    if (verdict.word === "again") return this.ask(verdict, how);
    return this.letIn(verdict, how, "welcome");
  }

  refuse({ reason, ticket, person }, { token = "" }) {
    const values = {
      groups: Math.min(token.length, SIGNS_OF_TOKEN) / SIGNS_OF_GROUP,
      begins: ticket && dayAndTime(ticket.notBefore),
      ends: ticket && dayAndTime(ticket.notAfter)
    };
    panel.show("danger", { word: say("refused"), who: nameOf(person), why: say(`refused-${reason}`, values) });
  }

  ask(verdict, how) {
    const before = verdict.before[verdict.before.length - 1];
    panel.show("caution", {
      word: say("again"),
      who: nameOf(verdict.person),
      why: say("again-why", { time: clockTime(momentOf(before)) }),
      onAgain: () => this.inTurn(() => this.letIn(verdict, how, "again-noted"))
    });
  }

  async letIn({ key, person }, how, word) {
    const act = await note(this.desk, "check_in", Object.assign({ person: key }, how), key);
    const why = person ? say("welcome-why", { time: clockTime(momentOf(act)) }) : say("not-in-roster");
    panel.show("good", { word: say(word), who: nameOf(person) || say("not-in-roster-name"), why });
    this.upload.soon();
    this.field.focus();
  }

  /* Somebody without a ticket: whom the typed text may mean. */
  search(text) {
    const people = this.desk.roster.find(text);
    if (!people.length) {
      panel.show("caution", { word: say("nobody"), sign: "person", why: say("nobody-why", { text }) });
      return;
    }
    const means = /^[0-9]{4,}$/.test(text.trim()) ? "phone" : /[0-9]/.test(text) ? "ticket" : "name";
    panel.show("ready", { word: say("found", { count: people.length }), why: say("found-why") });
    fill(part("[data-found-list]"), people.map((person) => this.choice(person, means)));
    this.found.hidden = false;
    part("[data-found-list] button").focus();
  }

  choice(person, means) {
    const [name, label] = this.desk.isAtDoor() ? ["let-in", "let-in-whom"] : ["choose", "choose-whom"];
    const shown = nameOf(person);
    const facts = [person.n, person.t && say("phone", { digits: person.t })].filter(Boolean).join(" · ");
    const text = make("div", "", "", make("p", "lines__title", shown), make("p", "quiet", facts));
    const press = () => this.inTurn(() => this.chosen(person, means));
    const made = make("li", "door-choice", "", text);
    if (person.r) made.appendChild(make("span", "tag tag--danger", say("given-up")));
    made.appendChild(button("button", say(name), say(label, { name: shown, number: person.n }), press));
    return made;
  }

  async chosen(person, means) {
    this.found.hidden = true;
    await this.follow(await judgePerson(this.desk, person.k), { means });
    if (this.desk.isAtDoor()) this.field.focus();
  }

  /* Notes an act that has no verdict of its own and says its word; used by the booth and the walk-in form. */
  noted(kind, data, person, said) {
    return this.inTurn(async () => {
      await note(this.desk, kind, data, person);
      panel.show("good", said);
      this.upload.soon();
    });
  }

  show() {
    go("desk", null);
    this.field.focus();
  }
}

/* The name with stars; of somebody whose name this device may not have, the ticket's number. */
function nameOf(person) {
  return person ? person.s || person.n : "";
}

function problemOf(error) {
  return error instanceof Full ? say("full") : say("store-broken", { problem: error.message || error.name });
}
