/* Says a result for the ear and the hand: a short tone, a spoken sentence where the device can, and vibration.
   Browsers allow sound only after a first touch or key, which unlock() waits for. */

import { language } from "./words.js";

const TONES = {
  good: [[880, 0, 0.09], [1320, 0.1, 0.12]],
  caution: [[660, 0, 0.12], [660, 0.2, 0.12]],
  danger: [[196, 0, 0.28], [165, 0.32, 0.4]]
};
const SHAKES = { good: [60], caution: [80, 80, 80], danger: [300, 120, 300] };
const LOUD = 0.25;
const SPOKEN = { all: ["good", "caution", "danger"], stops: ["caution", "danger"], none: [] };
let sound = null;

export function unlock() {
  const Sound = window.AudioContext || window.webkitAudioContext;
  if (!sound && Sound) sound = new Sound();
  if (sound && sound.state === "suspended") sound.resume();
}

/* What is spoken: "all", "stops" (whatever is no plain welcome) or "none". */
export function spokenKinds() {
  const chosen = localStorage.getItem("door-speak");
  return chosen in SPOKEN ? chosen : "stops";
}

export function tell(kind, sentence) {
  ring(kind);
  if (navigator.vibrate) navigator.vibrate(SHAKES[kind]);
  if (SPOKEN[spokenKinds()].includes(kind)) speak(sentence);
}

function ring(kind) {
  if (!sound || sound.state !== "running") return;
  TONES[kind].forEach(([pitch, after, length]) => {
    const source = sound.createOscillator();
    const loudness = sound.createGain();
    const from = sound.currentTime + after;
    source.type = kind === "danger" ? "square" : "sine";
    source.frequency.value = pitch;
    loudness.gain.setValueAtTime(LOUD, from);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + length);
    source.connect(loudness).connect(sound.destination);
    source.start(from);
    source.stop(from + length);
  });
}

function speak(sentence) {
  if (!window.speechSynthesis) return;
  const spoken = new SpeechSynthesisUtterance(sentence);
  spoken.lang = language === "en" ? "en" : "zh-CN";
  speechSynthesis.cancel();
  speechSynthesis.speak(spoken);
}
