/* The service worker: keeps the app's own files on the device, so that it opens without network. The server writes
   VERSION and SHELL (the addresses of those files, the page in each language among them) above this text; a new version
   is a cache of its own, filled whole before it is used, and the old one goes when the new one takes over.
   What is said to the server about people never passes here. */

/* global VERSION, SHELL */
const CACHE = "door-" + VERSION;

/* Whole or not at all: one file that does not come, and the old version stays. */
async function fillCache() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    SHELL.map(async (address) => {
      const answer = await fetch(new Request(address, { cache: "reload", credentials: "omit" }));
      if (!answer.ok || answer.redirected) throw new Error(address + ": " + answer.status);
      await cache.put(address, answer);
    })
  );
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("door-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/* The address under which a file of the app is kept; the page without a language is the first one. */
function keptAs(request) {
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin) return null;
  if (SHELL.includes(pathname + search)) return pathname + search;
  if (request.mode === "navigate" && SHELL[0].split("?")[0] === pathname) return SHELL[0];
  return SHELL.includes(pathname) ? pathname : null;
}

async function answer(request, address) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fillCache()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.data === "take over" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const address = event.request.method === "GET" && keptAs(event.request);
  if (address) event.respondWith(answer(event.request, address));
});
