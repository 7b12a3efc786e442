/** Times as a person on duty needs them: how long somebody waits, by the server's clock. */
import { t } from "./words.js";

const SECOND = 1000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LANGUAGE = document.documentElement.lang || "ru";
const clock = new Intl.DateTimeFormat(LANGUAGE, { hour: "2-digit", minute: "2-digit" });
const dayOf = new Intl.DateTimeFormat(LANGUAGE, { day: "numeric", month: "long" });

let ahead = 0;

/** @param {string} serverNow ISO 8601: a computer of a desk may be minutes off */
export function setClock(serverNow) {
  const read = Date.parse(serverNow);
  if (!Number.isNaN(read)) ahead = read - Date.now();
}

/** Milliseconds since 1970 by the server. */
export function now() {
  return Date.now() + ahead;
}

/** `2026-11-22T03:29:00Z`, as entries and notes spell it (protocol 5.2). */
export function isoNow() {
  return `${new Date(now()).toISOString().slice(0, 19)}Z`;
}

/** @param {string} iso */
export function hour(iso) {
  return formatted(clock, iso);
}

/** @param {string} iso */
export function day(iso) {
  return formatted(dayOf, iso);
}

/** A time that somebody made up must not hide the words beside it. @param {Intl.DateTimeFormat} format @param {string} iso */
function formatted(format, iso) {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "" : format.format(at);
}

/** "16 мин" up to an hour, then hours and minutes, then days: nothing that reads like a clock. @param {string} iso */
export function waited(iso) {
  return lasting(Math.max(0, Math.floor((now() - Date.parse(iso)) / SECOND)));
}

/** @param {number} seconds */
export function lasting(seconds) {
  if (seconds < MINUTE) return t("under-minute");
  if (seconds < HOUR) return t("minutes", { m: Math.floor(seconds / MINUTE) });
  if (seconds < DAY) return t("hours", { h: Math.floor(seconds / HOUR), m: Math.floor((seconds % HOUR) / MINUTE) });
  return t("days", { d: Math.floor(seconds / DAY), h: Math.floor((seconds % DAY) / HOUR) });
}

/** Every `<time data-since>` of the page moves on once a second. */
export function startTicking() {
  setInterval(() => {
    for (const node of document.querySelectorAll("time[data-since]")) {
      const text = waited(node.getAttribute("data-since") ?? "");
      if (node.textContent !== text) node.textContent = text;
    }
  }, SECOND);
}
