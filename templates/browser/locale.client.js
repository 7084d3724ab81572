// Times and numbers in the reader's own time zone and format.

import { $$ } from "./dom.client.js";

export const exact = new Intl.DateTimeFormat(undefined, {
  dateStyle: "medium",
  timeStyle: "short",
});
/** "in 1 day", never "tomorrow": see moment.tsx. */
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
/** Formats the times and long numbers within an element. */
export function localize(within = document) {
  for (const number of $$("data", within)) {
    number.textContent = Number(number.value).toLocaleString();
  }
  for (const time of $$("time[data-relative]", within)) {
    const at = new Date(time.dateTime);
    time.title = exact.format(at);
    const seconds = (at - Date.now()) / 1000;
    if (time.dataset.relative === "next" && seconds < 60) {
      time.textContent = "in a moment";
      continue;
    }
    const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
    if (unit) time.textContent = relative.format(Math.round(seconds / unit[1]), unit[0]);
  }
}
