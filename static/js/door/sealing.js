/* What the device keeps is sealed with AES-GCM. The key comes once, at enrolment, and is held by the browser so that
   no script can read it out again (not extractable); when it is deleted, what it sealed is gone. */

const NONCE = 12;

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

export function importKey(base64) {
  return crypto.subtle.importKey("raw", fromBase64(base64), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/* Bytes: the nonce, then what AES-GCM made of ``value`` as JSON. */
export async function seal(key, value) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain));
  const box = new Uint8Array(NONCE + sealed.length);
  box.set(nonce);
  box.set(sealed, NONCE);
  return box;
}

/* The value in ``box``; rejects where it was sealed with another key or has been changed. */
export async function unseal(key, box) {
  const iv = box.slice(0, NONCE);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, box.slice(NONCE));
  return JSON.parse(new TextDecoder().decode(plain));
}
