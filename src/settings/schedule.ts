// REFRESH_SCHEDULE and TZ: when the list is read by itself. The expression means the same in both homes,
// since the Worker evaluates it at each tick; Cloudflare's own cron counts weekdays differently.

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
  `Five fields are expected: minute, hour, day of the month, month and weekday, such as "${EVERY_SUNDAY}" ` +
  "(midnight at the start of each Sunday). https://crontab.guru helps.";

const FIELDS = [
  "a minute (0 to 59)",
  "an hour (0 to 23)",
  "a day of the month (1 to 31)",
  "a month (1 to 12, or JAN to DEC)",
  "a weekday (0 to 7, or SUN to SAT)",
];

/** Names that are longer than the three letters which croner takes. */
const LONG_MONTH =
  /\b(?:january|february|march|april|june|july|august|september|sept|october|november|december)\b/gi;
const LONG_WEEKDAY = /\b(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|tues|thurs?)\b/gi;

/** A nickname becomes the five fields that it stands for, a long name its first three letters. */
export function readSchedule(text: string): Understood<string> {
  const nickname = text.toLowerCase().replace(/^@?/, "@");
  const fields = (NICKNAMES[nickname] ?? text).split(/\s+/);
  if (text.startsWith("@") && fields.length < 5) {
    const known = Object.keys(NICKNAMES).join(", ");
    return invalid(`${quote(text)} is not known here; ${known} are. ${EXPECTED}`);
  }
  const [minute, hour, day, month, weekday, ...others] = fields;
  if (weekday === undefined || others.length > 0) {
    const count = fields.length === 1 ? "1 field" : `${fields.length} fields`;
    return invalid(`${quote(text)} has ${count}. ${EXPECTED}`);
  }
  return readFields(text, [
    minute ?? "",
    hour ?? "",
    day ?? "",
    (month ?? "").replaceAll(LONG_MONTH, firstLetters),
    weekday.replaceAll(LONG_WEEKDAY, firstLetters),
  ]);
}

function readFields(text: string, fields: string[]): Understood<string> {
  // croner takes a question mark for the minute in which the expression is read, which is a new one each time.
  if (text.includes("?")) {
    return invalid(`${quote(text)} has a question mark: write * instead. ${EXPECTED}`);
  }
  const schedule = fields.join(" ");
  try {
    if (nextRun(schedule) === null) {
      return invalid(`${quote(text)} names a day that never comes. ${EXPECTED}`);
    }
    return understood(schedule);
  } catch {
    return invalid(`${quote(text)} is not understood${findWrongPart(fields)}. ${EXPECTED}`);
  }
}

/** croner's own words are for programmers, so each part is tried alone. */
function findWrongPart(fields: string[]): string {
  for (const [place, field] of fields.entries()) {
    const wrong = field.split(",").find((part) => {
      try {
        nextRun(FIELDS.map((_, at) => (at === place ? part : "*")).join(" "));
        return false;
      } catch {
        return true;
      }
    });
    if (wrong !== undefined) return `: ${quote(wrong)} is not ${FIELDS[place]}`;
  }
  return "";
}

function nextRun(schedule: string): Date | null {
  return new Cron(schedule, { mode: "5-part", paused: true }).nextRun();
}

function firstLetters(name: string): string {
  return name.slice(0, 3);
}

/** Some shells write a zone as a file of the system's, ":Europe/London" or with the whole path. */
const ZONE_FILE = /^:?(?:\/usr\/share\/zoneinfo\/)?/;

export function readTimeZone(text: string): Understood<string> {
  const wrong = invalid(
    `${quote(text)} is not a time zone. A name such as Europe/London is expected; where none is set, it is UTC.`,
  );
  const zone = text.replace(ZONE_FILE, "");
  // Intl takes "+02:00" as well, which would be wrong for half of the year.
  if (!/^[a-z]/i.test(zone)) return wrong;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone }).format();
    return understood(zone);
  } catch {
    return wrong;
  }
}
