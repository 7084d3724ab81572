// Writes a calendar by RFC 5545, by a library that folds its lines by octets. Loaded by the calendar's route alone.

import ical, { ICalCalendarMethod, ICalEventTransparency } from "ical-generator";

export interface DayEvent {
  /** Stays the same, whatever happens to the event. */
  uid: string;
  /** Days since 1970: a day of the calendar, in no time zone. */
  day: number;
  summary: string;
  description: string;
  url: string;
  /** When this was last known to be so, in seconds since 1970. */
  stampedAt: number;
}

const DAY_MS = 86_400_000;
const REFRESH_SECONDS = 12 * 3600;

/** An empty calendar is none by the RFC, which wants one component at least. */
const SOME_ZONE = [
  "BEGIN:VTIMEZONE",
  "TZID:UTC",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0000",
  "END:STANDARD",
  "END:VTIMEZONE",
].join("\r\n");

export function writeCalendar(name: string, events: readonly DayEvent[]): string {
  const calendar = ical({
    name: plain(name),
    // The library puts a hyphen before it.
    prodId: "//watchwhere//EN",
    scale: "GREGORIAN",
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    ...(events.length === 0 && { timezone: { name: "UTC", generator: () => SOME_ZONE } }),
  });
  for (const { uid, day, summary, description, url, stampedAt } of events) {
    calendar.createEvent({
      id: uid,
      stamp: new Date(stampedAt * 1000),
      allDay: true,
      start: new Date(day * DAY_MS),
      // Of whole days the end is the first day that is not one of them.
      end: new Date((day + 1) * DAY_MS),
      summary: plain(summary),
      description: plain(description),
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  // The library ends its last line without a break.
  return `${calendar.toString().trimEnd()}\r\n`;
}

/** Without the characters that no text of a calendar may have; line breaks and tabs become blanks. */
function plain(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ").toWellFormed();
}
