// Times and numbers in the reader's own time zone and format.

import { relativeWords } from "../parts/relative-words.ts";
import { $$ } from "./dom.client.js";

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Formats the times and long numbers within an element. */
export function localize(within = document) {
  for (const number of $$("data", within)) {
    number.textContent = Number(number.value).toLocaleString();
  }
  for (const time of $$("time[data-relative]", within)) {
    const at = new Date(time.dateTime);
    time.title = exact.format(at);
    time.textContent = relativeWords((at - Date.now()) / 1000, time.dataset.relative);
  }
}
