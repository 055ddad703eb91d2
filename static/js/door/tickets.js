/* Tickets as signed tokens, told without network. The format is written down in tongxing/fairs/tickets.py:
   version 1 byte, fair 2, registration 4, not before 3 (minutes since 2020), hours 1, Ed25519 signature 64;
   75 bytes in 120 signs of Crockford's base 32. */

import { verifyAsync } from "../../vendor/ed25519.js";

export const SIGNS_OF_TOKEN = 120;
export const SIGNS_OF_GROUP = 4;
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const VERSION = 1;
const SIGNED = 11;
const EPOCH = Date.UTC(2020, 0, 1);
const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/* Why a text is no ticket here: "unreadable", "newer", "other-fair" or "forged". */
export class BadTicket extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/* Signs as they were made, from how they were typed or scanned: an address before them, spaces, hyphens, look-alikes. */
export function fold(text) {
  const signs = text.normalize("NFKC").trim().split(/[/#=]/).pop().toUpperCase().replace(/[^0-9A-Z]/g, "");
  return signs.replace(/O/g, "0").replace(/[IL]/g, "1");
}

export function looksLikeTicket(text) {
  return fold(text).length === SIGNS_OF_TOKEN;
}

/* Bytes of signs, five bits each; null where a sign is none of ours. */
function bytesOf(signs) {
  const bytes = new Uint8Array((signs.length * 5) / 8);
  let bits = 0;
  let value = 0;
  let place = 0;
  for (const sign of signs) {
    const five = SIGNS.indexOf(sign);
    if (five < 0) return null;
    value = ((value << 5) | five) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[place] = (value >> bits) & 0xff;
      place += 1;
    }
  }
  return bytes;
}

/* What a true token says: {registration, notBefore, notAfter}. ``fair`` is {key, publicKey}. Throws BadTicket. */
export async function readTicket(text, fair) {
  const signs = fold(text);
  const body = signs.length === SIGNS_OF_TOKEN ? bytesOf(signs) : null;
  if (!body) throw new BadTicket("unreadable");
  const view = new DataView(body.buffer);
  if (view.getUint8(0) !== VERSION) throw new BadTicket("newer");
  if (view.getUint16(1) !== fair.key) throw new BadTicket("other-fair");
  if (!(await isGenuine(body, fair.publicKey))) throw new BadTicket("forged");
  const notBefore = EPOCH + ((view.getUint16(7) << 8) | view.getUint8(9)) * MINUTE;
  return { registration: view.getUint32(3), notBefore, notAfter: notBefore + view.getUint8(10) * HOUR };
}

async function isGenuine(body, publicKey) {
  try {
    return await verifyAsync(body.slice(SIGNED), body.slice(0, SIGNED), publicKey, { zip215: false });
  } catch (error) {
    return false; // bytes that are no signature at all
  }
}
