/* What is done here. An act has an id of its own, the device's counter and the device's moment; it is sealed and kept
   before anybody is told that it is done. */

import { seal, unseal } from "./sealing.js";
import * as store from "./store.js";

/* A random UUID (version 4): crypto.randomUUID is newer than the telephones that people have. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

async function made(desk, kind, data, person) {
  desk.clock.look();
  return {
    id: newId(),
    kind,
    at: new Date().toISOString(),
    offset: desk.clock.offset,
    person,
    state: "waiting",
    box: await seal(desk.key, data)
  };
}

/* Keeps one act; ``person`` is the key of whom it is about, where there is one. Throws store.Full. */
export async function note(desk, kind, data, person = 0) {
  const act = await store.addAct(await made(desk, kind, data, person));
  await desk.keepClock();
  return act;
}

/* Takes an act back, with the reason; what it was stays in the store and is sent as well. */
export async function takeBack(desk, act, why) {
  const undo = await made(desk, "undo", { act: act.id, why }, act.person);
  return store.addAct(undo, act.id);
}

/* Comings of a person that this device let in and did not take back or learn to be refused. */
export async function comings(person) {
  const acts = await store.actsOf(person);
  return acts.filter((act) => act.kind === "check_in" && !act.undone && act.state !== "refused");
}

/* The newest ``most`` acts that still stand, newest first. */
export async function standing(most) {
  const acts = await store.lastActs(most * 3);
  return acts.filter((act) => act.kind !== "undo" && !act.undone).slice(0, most);
}

/* When it was, by the server's clock as far as the device knew it. */
export function momentOf(act) {
  return Date.parse(act.at) + (act.offset || 0) * 1000;
}

/* What an act says, as the server takes it. */
export async function opened(desk, act) {
  const { id, counter, kind, at, offset } = act;
  return { id, counter, kind, at, offset, data: act.box ? await unseal(desk.key, act.box) : {} };
}
