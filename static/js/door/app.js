/* The device's app for door and booths. It is made of modules, one a subject, with no build: words, store, sealing,
   tickets, clock, server, roster, desk, acts, verdict, upload (nothing of the page in them), and page, notices, panel,
   field, lines, counter, last, booth, walkin, sent, device, enrolment, camera, aloud, renewal (its screens). Modules are
   fetched by their own names, not by hashed ones; the worker keeps them together as one version. */

import { unlock } from "./aloud.js";
import { Camera } from "./camera.js";
import { Counter } from "./counter.js";
import { keptDesk } from "./desk.js";
import { Device } from "./device.js";
import { Enrolment, codeInAddress } from "./enrolment.js";
import { notice } from "./notices.js";
import { fitRole, go, part, parts } from "./page.js";
import { Renewal } from "./renewal.js";
import { Sent } from "./sent.js";
import * as store from "./store.js";
import { Upload } from "./upload.js";
import { WalkIn } from "./walkin.js";
import { dayAndTime, dayOf, say } from "./words.js";

const MINUTE = 60 * 1000;
const counter = new Counter();
const walkIn = new WalkIn(counter);
const sent = new Sent();
const device = new Device(() => forget("gone-own"));
const enrolment = new Enrolment(begin);
const renewal = new Renewal(() => walkIn.isBegun());
let desk = null;
let upload = null;
let camera = null;

/* Serves a fair: with what the device keeps, or with what it has just been given. */
async function begin(enrolled) {
  desk = enrolled;
  upload = new Upload(desk, { changed, gone: (refusal) => forget(`gone-${refusal.status}`, refusal.message) });
  stopCamera();
  fitRole(desk.role);
  part("[data-fair-name]").textContent = desk.fair.name;
  part("[data-device-name]").textContent = desk.name;
  part("[data-nav]").hidden = false;
  notice("gone", "");
  device.open(desk);
  await counter.open(desk, upload, () => sent.draw());
  await sent.open(desk, upload);
  counter.show();
  check();
  upload.start();
  askToKeep();
}

/* The key, the roster and all entries go; the page says why, and how many had not been sent. */
async function forget(reason, sentence = "") {
  const { waiting } = await store.counts(["waiting"]);
  upload.stop();
  stopCamera();
  await store.forget();
  desk = null;
  fitRole("");
  part("[data-nav]").hidden = true;
  part("[data-link]").hidden = true;
  part("[data-fair-name]").textContent = document.title.split(" · ")[0];
  part("[data-device-name]").textContent = "";
  parts("[data-notice]").forEach((place) => notice(place.dataset.notice, ""));
  parts("[data-last], [data-found-list], [data-list], [data-word-said]").forEach((place) => (place.textContent = ""));
  const lost = waiting ? ` ${say("gone-unsent", { count: waiting })}` : "";
  notice("gone", `${sentence || say(reason)}${lost}`, { kind: "danger" });
  enrolment.open("");
}

function changed() {
  check();
  counter.last.draw();
  sent.draw();
}

/* What may have become untrue since the page was opened: the clock, the day, the roster, the fair itself. */
async function check() {
  if (!desk) return;
  const { clock, roster, fair } = desk;
  const today = dayOf(clock.now());
  const minutes = Math.abs(clock.minutesOff());
  clock.look();
  notice("clock", minutes ? say("notice-clock", { minutes }) : clock.isKnown() ? "" : say("notice-clock-back"));
  notice("day", fair.days.includes(today) ? "" : say("notice-day", { today, days: fair.days.join(", ") }));
  notice("roster", staleness(roster, today));
  const refusal = upload.last.problem === "refused" ? say("exchange-refused", upload.last) : "";
  notice("server", upload.last.problem === "wrong-roster" ? say("exchange-wrong-roster") : refusal, { kind: "danger" });
  if (desk.isOver()) await end();
}

function staleness(roster, today) {
  if (!roster.fetchedAt) return say("notice-roster-none");
  return dayOf(roster.fetchedAt) === today ? "" : say("notice-roster-old", { moment: dayAndTime(roster.fetchedAt) });
}

/* The fair is over: the roster goes at once, the rest as soon as nothing waits any more. */
async function end() {
  const { waiting } = await store.counts(["waiting"]);
  if (!waiting) return forget("gone-410");
  if (desk.roster.fetchedAt) await desk.dropRoster();
}

/* The page was asleep (another app, a closed lid, a night): everything is looked at anew. */
function wake() {
  if (document.hidden) return stopCamera();
  renewal.look();
  check();
  if (desk) upload.soon();
}

/* Asks the browser not to clear the store; the device's page tells the answer. */
function askToKeep() {
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
}

function stopCamera() {
  if (camera) camera.stop();
  camera = null;
  parts("[data-camera-place]").forEach((place) => (place.hidden = true));
  parts("[data-camera]").forEach((place) => place.setAttribute("aria-expanded", "false"));
}

async function toggleCamera(opener) {
  const wasOn = camera !== null;
  const where = opener.dataset.camera;
  const place = part(`[data-camera-place="${where}"]`);
  stopCamera();
  if (wasOn) return;
  camera = new Camera(part("video", place), (text) => (where === "enrol" ? enrolment.try(text) : counter.take(text)));
  place.hidden = false;
  opener.setAttribute("aria-expanded", "true");
  try {
    await camera.start();
    notice("camera", "");
  } catch (error) {
    stopCamera();
    notice("camera", say(error.name === "NotAllowedError" ? "camera-refused" : "camera-none"));
  }
}

function keepChoices() {
  const theme = part("[data-theme-choice]");
  theme.value = localStorage.getItem("door-theme") || "auto";
  document.documentElement.dataset.theme = theme.value;
  theme.addEventListener("change", () => {
    localStorage.setItem("door-theme", theme.value);
    document.documentElement.dataset.theme = theme.value;
  });
  parts("[data-language]").forEach((link) => {
    link.addEventListener("click", () => localStorage.setItem("door-language", link.search));
  });
}

/* Opened from the home screen the page has no language in its address: the one chosen before is gone to. */
function wantsOtherLanguage() {
  const chosen = localStorage.getItem("door-language");
  if (!chosen || location.search || chosen === location.search) return false;
  location.replace(location.pathname + chosen + location.hash);
  return true;
}

/* A code in the address enrols; a device that belongs to a fair already has to forget that first. */
function takeCode(code) {
  if (!desk) enrolment.open(code);
  else if (code) notice("enrolled", say("enrolled-already", { fair: desk.fair.name }));
}

async function start() {
  if (wantsOtherLanguage()) return;
  keepChoices();
  document.addEventListener("pointerdown", unlock);
  document.addEventListener("keydown", unlock);
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  parts("[data-to]").forEach((link) => link.addEventListener("click", () => {
    if (link.dataset.to === "desk") counter.show();
    else go(link.dataset.to);
  }));
  parts("[data-camera]").forEach((opener) => opener.addEventListener("click", () => toggleCamera(opener)));
  setInterval(check, MINUTE);
  if (!window.isSecureContext) return notice("insecure", say("notice-insecure"), { kind: "danger" });
  const code = codeInAddress();
  const kept = await keptDesk();
  if (kept) await begin(kept);
  takeCode(code);
  window.addEventListener("hashchange", () => {
    const another = codeInAddress();
    if (another) takeCode(another);
  });
  await renewal.start();
}

start().catch((error) => notice("broken", say("problem-title", { problem: error.message || error.name }), { kind: "danger" }));
