import { describe, expect, it } from "vitest";
import { FILLED_AT, storedFilm } from "./fill.ts";
import { openLists, type TestList } from "./several-lists.ts";

const dayIn = (days: number) =>
  new Date((FILLED_AT + days * 86_400) * 1000).toISOString().slice(0, 10);

/** Everything that a calendar's text may trip over, and characters of two, three and four bytes. */
const HOSTILE = `a;b,c\\d "é" ${"日本".repeat(20)}${"🎬".repeat(30)}\r\nBEGIN:VEVENT\u0007`;

const LISTS: TestList[] = [
  { kind: "watchlist", member: "ann", titles: ["Soon", "Later", "Nothing known"] },
  { kind: "list", name: "Best", path: "/dave/list/best/", titles: [HOSTILE] },
];

function openCalendar() {
  const films = [
    storedFilm("Later", { tmdbId: 7, coming: { date: dayIn(45), note: null } }),
    storedFilm("Soon", {
      slug: "soon",
      tmdbId: 8,
      coming: { date: "2026-12-31", note: "Netflix" },
    }),
    storedFilm("Nothing known"),
    storedFilm(HOSTILE, { coming: { date: dayIn(3), note: HOSTILE } }),
  ];
  return openLists(films, LISTS, { members: ["ann"] });
}

interface Property {
  name: string;
  params: string;
  value: string;
}

/** A strict reading by RFC 5545: line breaks, folding by octets, the form of each line, one component inside another. */
function readCalendar(body: string): Property[] {
  expect(body.endsWith("\r\n")).toBe(true);
  expect(body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const lines = body.slice(0, -2).split("\r\n");
  for (const line of lines) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line.isWellFormed()).toBe(true);
  }
  const read = lines.join("\r\n").replaceAll("\r\n ", "").split("\r\n").map(readLine);
  expect(read.map(({ name }) => name)).not.toContain("");
  expect(neverClosed(read)).toEqual([]);
  return read;
}

/** Without a name, if it has not the form of a property. */
function readLine(line: string): Property {
  expect(line).not.toMatch(/\p{Cc}/u);
  const form = /^(?<name>[A-Z-]+)(?<params>(?:;[A-Z-]+=[^;:,"]+)*):(?<value>.*)$/;
  const { name = "", params = "", value = "" } = form.exec(line)?.groups ?? {};
  return { name, params, value };
}

/** Components that do not end within the one that they began in. */
function neverClosed(properties: readonly Property[]): string[] {
  const opened: string[] = [];
  const wrong: string[] = [];
  for (const { name, value } of properties) {
    if (name === "BEGIN") opened.push(value);
    if (name === "END" && opened.pop() !== value) wrong.push(value);
  }
  return [...wrong, ...opened];
}

function unescape(text: string): string {
  // What is escaped, and nothing else that would have to be.
  expect(text.replaceAll(/\\[\\;,nN]/g, "")).not.toMatch(/[\\;,]/);
  return text.replaceAll(/\\n/gi, "\n").replaceAll(/\\(.)/g, "$1");
}

const valuesOf = (properties: Property[], name: string) =>
  properties.flatMap((one) => (one.name === name ? [one.value] : []));

describe("The calendar", () => {
  it("has a whole day for each film of the watchlists that comes out", async () => {
    const { ask } = await openCalendar();
    const answer = await ask("/calendar.ics");
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    const calendar = readCalendar(await answer.text());
    expect(calendar.slice(0, 2).map(({ value }) => value)).toEqual(["VCALENDAR", "2.0"]);
    expect(valuesOf(calendar, "PRODID")).toEqual(["-//watchwhere//EN"]);
    expect(valuesOf(calendar, "SUMMARY")).toEqual([
      "Soon (1960): digital release",
      "Later (1960): digital release",
    ]);
    expect(valuesOf(calendar, "UID")).toEqual([
      "digital-GB-movie-8@watchwhere",
      "digital-GB-movie-7@watchwhere",
    ]);
    const start = calendar.find(({ name }) => name === "DTSTART");
    const end = calendar.find(({ name }) => name === "DTEND");
    // The end of a whole day is the day after.
    expect(start).toEqual({ name: "DTSTART", params: ";VALUE=DATE", value: "20261231" });
    expect(end).toEqual({ name: "DTEND", params: ";VALUE=DATE", value: "20270101" });
    expect(valuesOf(calendar, "DTSTAMP")).toHaveLength(2);
    expect(valuesOf(calendar, "DESCRIPTION").map(unescape)[0]).toContain(
      "Digital release on 31 December (TMDB’s note: Netflix)",
    );
    expect(valuesOf(calendar, "URL")[0]).toMatch(/^https:\/\/[^/]+\/film\/soon$/);
  });

  it("follows a list, and keeps hostile titles where they belong", async () => {
    const { ask, ids } = await openCalendar();
    const calendar = readCalendar(await (await ask(`/calendar.ics?list=${ids[1]}`)).text());
    const [summary = ""] = valuesOf(calendar, "SUMMARY").map(unescape);
    expect(summary).toBe(
      `${HOSTILE.replace("\r\n", " ").replace("\u0007", " ")} (1960): digital release`,
    );
    expect(valuesOf(calendar, "BEGIN")).toEqual(["VCALENDAR", "VEVENT"]);
  });

  it("is a calendar without any film, too, and refuses what it does not know", async () => {
    const { ask } = await openLists([storedFilm("Soon")], [LISTS[0] ?? never()], {
      members: ["ann"],
    });
    const calendar = readCalendar(await (await ask("/calendar.ics")).text());
    expect(valuesOf(calendar, "BEGIN")).toEqual(["VCALENDAR", "VTIMEZONE", "STANDARD"]);
    for (const query of ["list=999", "list=x", "country=ZZ"]) {
      expect((await ask(`/calendar.ics?${query}`)).status).toBe(400);
    }
  });

  it("is sent again only when it has changed", async () => {
    const { ask } = await openCalendar();
    const tag = (await ask("/calendar.ics")).headers.get("ETag") ?? "";
    const headers = { "If-None-Match": tag };
    expect((await ask("/calendar.ics", { headers })).status).toBe(304);
  });
});

function never(): never {
  throw new Error("There is no list.");
}
