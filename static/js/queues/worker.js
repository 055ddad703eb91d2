/* What the browser keeps of queues, scope /queues/: shows notices while the page is closed, and gives the hall's board
   its last page when a reload finds no network. No page of a person is kept. */
"use strict";

var BOX = "queues-board-1";

self.addEventListener("install", function () {
  self.skipWaiting();
});

self.addEventListener("activate", function (event) {
  event.waitUntil(
    caches
      .keys()
      .then(function (names) {
        return Promise.all(
          names
            .filter(function (name) {
              return name.indexOf("queues-") === 0 && name !== BOX;
            })
            .map(function (name) {
              return caches.delete(name);
            })
        );
      })
      .then(function () {
        return self.clients.claim();
      })
  );
});

self.addEventListener("push", function (event) {
  var said = event.data ? event.data.json() : {};
  event.waitUntil(
    self.registration.showNotification(said.title || "", {
      body: said.body || "",
      tag: said.tag || "queue",
      renotify: true,
      requireInteraction: true,
      vibrate: [600, 200, 600, 200, 600],
      data: { url: said.url || "/" }
    })
  );
});

self.addEventListener("notificationclick", function (event) {
  var url = new URL(event.notification.data.url, self.location.origin).href;
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(function (open) {
      var there = open.filter(function (one) {
        return one.url.split("?")[0] === url;
      })[0];
      return there ? there.focus() : self.clients.openWindow(url);
    })
  );
});

function isOfBoard(request) {
  var path = new URL(request.url).pathname;
  var isPage = request.mode === "navigate" && /^\/queues\/\d+\/board\/$/.test(path);
  return isPage || (/^\/static\//.test(path) && /\/queues\/\d+\/board\//.test(request.referrer));
}

self.addEventListener("fetch", function (event) {
  if (event.request.method !== "GET" || !isOfBoard(event.request)) return;
  event.respondWith(
    fetch(event.request)
      .then(function (answer) {
        var copy = answer.clone();
        if (answer.ok) {
          event.waitUntil(
            caches.open(BOX).then(function (box) {
              return box.put(event.request, copy);
            })
          );
        }
        return answer;
      })
      .catch(function () {
        return caches.match(event.request).then(function (kept) {
          return kept || Response.error();
        });
      })
  );
});
