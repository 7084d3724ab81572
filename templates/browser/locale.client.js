// Times and numbers in the reader's own time zone and format.

import { relativeWords } from "../parts/relative-words.ts";
import { $$ } from "./dom.client.js";

/** Formats the times and long numbers within an element. */
export function localize(within = document) {
  for (const number of $$("data", within)) {
    number.textContent = Number(number.value).toLocaleString();
  }
  for (const time of $$("time[data-relative]", within)) {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
    time.textContent = relativeWords(seconds, time.dataset.relative);
  }
}
