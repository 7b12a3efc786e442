/** Times by the clock on the desk's wall, as the server spells them: `2026-11-25T02:00`. No zone of this computer is asked. */
import { said, t } from "./words.js";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY = 86_400_000;
/** By the clock: a night begins and ends within these. */
const NIGHT = { from: "18:00", to: "12:00" };
const MORNING = "06:00";

/** @param {string} wall */
export function clockOf(wall) {
  return wall.slice(11, 16);
}

/** Milliseconds that can be compared with one another, and with nothing else. @param {string} wall */
function place(wall) {
  return Date.parse(`${wall}Z`);
}

/** @param {string} wall @param {string} here days from here, by the calendar */
function daysFrom(wall, here) {
  return Math.round((place(`${wall.slice(0, 10)}T00:00`) - place(`${here.slice(0, 10)}T00:00`)) / DAY);
}

/** @param {string} wall @param {number} [later] days */
export function weekday(wall, later = 0) {
  return DAYS[new Date(place(`${wall.slice(0, 10)}T00:00`) + later * DAY).getUTCDay()];
}

/** "сегодня в 18:00", "завтра в 09:00", "в среду в 09:00". @param {string} wall @param {string} here */
export function when(wall, here) {
  const days = daysFrom(wall, here);
  const day = days === 0 ? t("day-today") : days === 1 ? t("day-tomorrow") : said("weekday", `on-${weekday(wall)}`);
  return t("day-at", { day, time: clockOf(wall) });
}

/** "до 18:00", "до завтра, 08:00", "до 09:00 понедельника". @param {string} wall @param {string} here */
export function until(wall, here) {
  const days = daysFrom(wall, here);
  if (days === 0) return t("until", { time: clockOf(wall) });
  if (days === 1) return t("until-tomorrow", { time: clockOf(wall) });
  return t("until-day", { time: clockOf(wall), day: said("weekday", `of-${weekday(wall)}`) });
}

/** "Ночь на среду, 02:00–08:00". @param {{from: string, to: string | null}} gap `to` null: past the last day shown @param {string} here */
export function gapWords({ from, to }, here) {
  if (!to) return from === here ? t("gap-now-open") : t("gap-open", { day: said("weekday", weekday(from)), from: clockOf(from) });
  if (from === here) return t("gap-now", { until: until(to, here) });
  const span = { from: clockOf(from), to: clockOf(to) };
  const days = daysFrom(to, from);
  const midnight = days === 1 && span.to === "00:00";
  const early = days === 0 && span.from < MORNING && span.to <= NIGHT.to;
  if (early) return t("gap-night", { day: said("weekday", `to-${weekday(from)}`), ...span });
  if (days === 1 && span.from >= NIGHT.from && span.to <= NIGHT.to) return t("gap-night", { day: said("weekday", `to-${weekday(from, 1)}`), ...span });
  if (days === 0 || midnight) return t("gap-day", { day: said("weekday", weekday(from)), ...span });
  return t("gap-long", { day: said("weekday", weekday(from)), end: said("weekday", `of-${weekday(to)}`), ...span });
}
