// REFRESH_SCHEDULE and TZ: when the list is read by itself. The expression means the same in both homes,
// since the Worker evaluates it at each tick; Cloudflare's own cron counts weekdays otherwise.

import { Cron } from "croner";
import { invalid, quote, understood, type Understood } from "./reading.ts";

export const EVERY_SUNDAY = "0 0 * * 0";

const NICKNAMES: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": EVERY_SUNDAY,
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const EXPECTED =
  `five fields are expected, minute, hour, day of month, month and weekday, such as "${EVERY_SUNDAY}" ` +
  "(midnight at the start of each Sunday): https://crontab.guru helps";

/** A nickname becomes the five fields that it stands for. */
export function readSchedule(text: string): Understood<string> {
  const schedule = NICKNAMES[text.toLowerCase()] ?? text.split(/\s+/).join(" ");
  const fields = schedule.split(" ");
  if (fields.length !== 5 || schedule.startsWith("@")) {
    const many = schedule.startsWith("@") ? "is not known here" : `has ${fields.length} of them`;
    return invalid(`${quote(text)} ${many}: ${EXPECTED}.`);
  }
  // croner takes a question mark for the minute in which the expression is read, which is a new one each time.
  if (schedule.includes("?")) {
    return invalid(`${quote(text)} has a question mark: write * instead; ${EXPECTED}.`);
  }
  try {
    if (new Cron(schedule, { mode: "5-part", paused: true }).nextRun() === null) {
      return invalid(`${quote(text)} names a day that never comes: ${EXPECTED}.`);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, "") : "unknown";
    return invalid(`${quote(text)} is not understood (${quote(why).slice(1, -1)}): ${EXPECTED}.`);
  }
  return understood(schedule);
}

export function readTimeZone(text: string): Understood<string> {
  const expected = `a name such as Europe/London is expected, and UTC is meant where none is set`;
  // Intl takes "+02:00" as well, which would be wrong for half of the year.
  if (!/^[a-z]/i.test(text)) return invalid(`${quote(text)} is no time zone: ${expected}.`);
  try {
    new Intl.DateTimeFormat("en", { timeZone: text }).format();
    return understood(text);
  } catch {
    return invalid(`${quote(text)} is no time zone: ${expected}.`);
  }
}
