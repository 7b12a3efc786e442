/**
 * Shows that the desk is needed. The same line whatever came and for whomever: a locked screen tells nobody anything.
 * It answers no request of a page, keeps nothing and knows nobody.
 */

/** i18n/ru/console.ftl: push-title, push-body. */
const TITLE = "Дежурный стол";
const BODY = "Откройте стол.";
const CONSOLE = "/console";

const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));

/** Nothing of `event.data` is read. One tag: a second alarm takes the place of the first, and rings again. */
worker.addEventListener("push", (/** @type {any} */ event) => {
  const look = { body: BODY, tag: "desk", renotify: true, requireInteraction: true, icon: "/static/console/icon.svg", lang: "ru" };
  event.waitUntil(worker.registration.showNotification(TITLE, look));
});

worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(open());
});

async function open() {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const desk = pages.find((/** @type {any} */ page) => new URL(page.url).pathname === CONSOLE);
  return desk ? desk.focus() : worker.clients.openWindow(CONSOLE);
}
