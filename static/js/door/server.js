/* Talks with the server: JSON both ways, and what its refusals mean for the device. */

import { language } from "./words.js";

const PATIENCE = 30 * 1000;
const base = document.documentElement.dataset.api;
export const version = document.documentElement.dataset.version;

/* No answer that can be used: no network, a page of somebody else's wireless network, a server that is down. */
export class Unreachable extends Error {}

/* The server refuses, with a sentence. ``status`` 401: it does not know this device; 423: locked from afar; 410: over. */
export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

export async function ask(path, { body, device, etag } = {}) {
  const headers = { Accept: "application/json", "Accept-Language": language };
  if (device) headers.Authorization = `Device ${device.number} ${device.secret}`;
  if (etag) headers["If-None-Match"] = etag;
  if (body) headers["Content-Type"] = "application/json";
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(base + path, {
      method: body ? "POST" : "GET",
      body: body ? JSON.stringify(body) : undefined,
      headers,
      cache: "no-store",
      credentials: "omit",
      signal: patience.signal
    });
    return await understood(answer);
  } catch (error) {
    throw error instanceof Refusal ? error : new Unreachable(error.message);
  } finally {
    clearTimeout(timer);
  }
}

/* {status, etag, data}; a refusal counts only with a sentence of our own server. */
async function understood(answer) {
  if (answer.status === 304) return { status: 304, etag: answer.headers.get("ETag"), data: null };
  const data = await answer.json();
  if (answer.ok) return { status: answer.status, etag: answer.headers.get("ETag"), data };
  if (typeof data.sentence === "string") throw new Refusal(answer.status, data.sentence);
  throw new Unreachable(String(answer.status));
}
