import { describe, expect, it } from "vitest";
import type { LayoutView } from "../templates/parts/layout-view.ts";
import { RefreshNotes, RefreshProgress, StatusLine } from "../templates/parts/refresh-notes.tsx";
import { relativeWords, waitWords } from "../templates/parts/relative-words.ts";
import { FirstStart } from "../templates/parts/states.tsx";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Distances at which words change, on both sides of now. */
const DISTANCES = [
  0,
  1,
  20,
  59,
  MINUTE,
  90,
  HOUR - 1,
  HOUR,
  5 * HOUR,
  DAY - 1,
  DAY,
  2 * DAY,
  7 * DAY,
]
  .concat([13 * DAY, 30 * DAY, 45 * DAY, 200 * DAY, 365 * DAY, 900 * DAY])
  .flatMap((distance) => [distance, -distance]);

describe("a time that is relative to now", () => {
  it.each([
    [-20, "just now"],
    [0, "just now"],
    [500, "just now"],
    [-100, "2 minutes ago"],
    [-DAY, "1 day ago"],
    [-7 * DAY, "1 week ago"],
    [-31 * DAY, "1 month ago"],
    [-365 * DAY, "1 year ago"],
  ])("at %i seconds, when it has happened, is “%s”", (difference, words) => {
    expect(relativeWords(difference, "past")).toBe(words);
  });

  it.each([
    [-500, "in a moment"],
    [0, "in a moment"],
    [59, "in a moment"],
    [60, "in 1 minute"],
    [DAY, "in 1 day"],
    [8 * DAY, "in 1 week"],
    [31 * DAY, "in 1 month"],
    [366 * DAY, "in 1 year"],
  ])("at %i seconds, when it is to come, is “%s”", (difference, words) => {
    expect(relativeWords(difference, "next")).toBe(words);
  });

  it.each([
    [-30, "now"],
    [0, "now"],
    [20, "in 20 s"],
    [89, "in 89 s"],
    [90, "in 2 min"],
    [3541, "in 1 h"],
    [3900, "in 1 h 5 min"],
  ])("%i seconds to wait are “%s”", (seconds, words) => {
    expect(waitWords(seconds)).toBe(words);
  });
});

/** Noon, so that no distance meets another day by chance. */
const NOW = 1_795_608_000;

const LAYOUT: LayoutView = {
  now: NOW,
  updatedAt: NOW,
  listAt: null,
  offersAt: null,
  changed: null,
  nextAt: null,
  running: null,
  restUntil: null,
  failure: null,
  notices: [],
  hasNews: false,
  members: ["ada"],
  country: "GB",
  abroad: [],
  sampleData: false,
  atHome: true,
  changes: "all",
  imageOrigin: "",
  letterboxdOrigin: "",
  assets: { css: "", furtherCss: "", js: "", pushJs: "" },
  version: "",
  serverNotices: [],
  servers: [],
};

/** As a person reads it. */
function textOf(node: unknown): string {
  return String(node)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ \./g, ".")
    .trim();
}

const PAST = "(just now|\\d+ (minute|hour|day|week|month|year)s? ago)";
const NEXT = "in (a moment|\\d+ (minute|hour|day|week|month|year)s?)";

/** Every sentence that a distance of time stands in. */
const SENTENCES: [name: string, show: (distance: number) => unknown, form: RegExp][] = [
  [
    "the line of status",
    (distance) => StatusLine({ layout: { ...LAYOUT, nextAt: NOW + distance } }),
    new RegExp(`^Updated just now · next ${NEXT} Refresh$`),
  ],
  [
    "the line of status, for a list and offers of one time",
    (distance) =>
      StatusLine({ layout: { ...LAYOUT, listAt: NOW + distance, offersAt: NOW + distance } }),
    new RegExp(`^Updated ${PAST} Refresh$`),
  ],
  [
    "the line of status, for an old list",
    (distance) =>
      StatusLine({ layout: { ...LAYOUT, listAt: NOW - 400 * DAY + distance, offersAt: null } }),
    new RegExp(`^List read ${PAST} Refresh$`),
  ],
  [
    "the first page before there is anything",
    (distance) => FirstStart({ layout: { ...LAYOUT, nextAt: NOW + distance } }),
    new RegExp(`The next refresh starts on its own ${NEXT}\\.`),
  ],
  [
    "what failed",
    (distance) =>
      RefreshNotes({
        layout: {
          ...LAYOUT,
          failure: {
            lists: [],
            message: "It failed.",
            advice: "Try again.",
            detail: "",
            exportHelps: false,
            at: NOW + distance,
          },
        },
      }),
    new RegExp(
      `^It failed\\. Try again\\. That was ${PAST}\\. What you see below is the last good result\\.$`,
    ),
  ],
  [
    "a reading that waits",
    (seconds) =>
      RefreshProgress({
        running: {
          state: "reading",
          startedAt: NOW,
          pagesRead: 1,
          pagesTotal: 2,
          filmsDone: 0,
          filmsTotal: 0,
          added: 0,
          removed: 0,
          secondsLeft: null,
          waiting: { why: "It was too fast.", seconds },
        },
      }),
    /^It was too fast\. Trying again (now|in \d+ s|in \d+ min|in \d+ h( \d+ min)?)\. If it doesn’t pass/,
  ],
];

describe("a sentence with a time reads well at any distance:", () => {
  it.each(SENTENCES)("%s", (_, show, form) => {
    for (const distance of DISTANCES) expect(textOf(show(distance))).toMatch(form);
  });
});

const TEMPLATES = import.meta.glob("../templates/{pages,parts}/*.tsx", {
  query: "?raw",
  import: "default",
  eager: true,
});

describe("every time in a template", () => {
  const moments = Object.entries(TEMPLATES).flatMap(([file, text]) =>
    [...text.matchAll(/(\S+)\s*(?:<\w+[^>]*>\s*)*<Moment\b([^/]*)/g)].map(
      ([, before = "", props = ""]) => ({ file, before, isNext: props.includes("isNext") }),
    ),
  );

  it("is to come where the word before it says so, and only there", () => {
    expect(moments.length).toBeGreaterThan(15);
    for (const { file, before, isNext } of moments) {
      const says = /^(next|own|tried|again|until)$/.test(before);
      expect({ file, before, isNext }).toEqual({ file, before, isNext: says });
    }
  });

  it("has its words from one place", () => {
    const makers = import.meta.glob("../{src,templates}/**/*.{ts,tsx,js}", {
      query: "?raw",
      import: "default",
      eager: true,
    });
    const found = Object.entries(makers).filter(([, text]) =>
      /\} ago[`"]|RelativeTimeFormat/.test(text),
    );
    expect(found.map(([file]) => file)).toEqual(["../templates/parts/relative-words.ts"]);
  });
});
