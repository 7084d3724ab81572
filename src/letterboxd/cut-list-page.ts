// A list's page, cut to what is looked at. It has up to 340 kB, of which the grid is half; finding a text takes a
// hundredth of the time that parsing it does. Marks: selectors.ts.

import { LIST } from "./selectors.ts";

/** A real head has up to 24,000 characters, a grid of 100 films 180,000. */
const LONGEST = { head: 100_000, grid: 500_000, tag: 1000, dates: 2000 };

export interface ListCuts {
  /** The tag of the body, the dates of the list, and the head. */
  head: string;
  /** From the grid's own tag up to whatever comes after the grid and its pagination; null: there is no grid. */
  grid: string | null;
  /** Whether any film is named in front of the side column, in the grid or not. */
  namesFilms: boolean;
}

/** null: the grid is longer than any. */
export function cutListPage(html: string): ListCuts | null {
  const headEnd = html.indexOf("</head");
  const body = Math.max(html.indexOf("<body", headEnd), 0);
  const start = findGrid(html, body);
  const end = findEnd(html, start ?? body);
  if (start !== null && end - start > LONGEST.grid) return null;

  // What is short and complete comes first: a head that is cut within a script would swallow it.
  const head = [
    upTo(">", html.slice(body, body + LONGEST.tag)),
    cutDates(html, body),
    html.slice(0, Math.min(headEnd === -1 ? body : headEnd, LONGEST.head)),
  ];
  return {
    head: head.join("\n"),
    grid: start === null ? null : html.slice(start, end),
    namesFilms: html.slice(body, end).includes("/film/"),
  };
}

/** Where the tag begins that has the grid's class: scripts and texts may have that word in them, too. */
function findGrid(html: string, from: number): number | null {
  for (
    let at = html.indexOf(LIST.marks.content, from);
    at !== -1;
    at = html.indexOf(LIST.marks.content, at + 1)
  ) {
    const before = html.slice(Math.max(from, at - LONGEST.tag), at);
    const tag = before.lastIndexOf("<");
    if (tag !== -1 && /^<[a-z]+\s[^>]*$/i.test(before.slice(tag))) return at - before.length + tag;
  }
  return null;
}

/** The first mark after the grid, which may have some within it. */
function findEnd(html: string, start: number): number {
  const after = Math.max(html.indexOf("</ul", start), start);
  const ends = LIST.marks.ends.map((mark) => html.indexOf(mark, after)).filter((at) => at !== -1);
  return Math.min(html.length, ...ends);
}

function cutDates(html: string, from: number): string {
  const at = html.indexOf(LIST.marks.dates, from);
  if (at === -1) return "";
  const before = html.slice(Math.max(from, at - LONGEST.tag), at);
  const tag = Math.max(before.lastIndexOf("<"), 0);
  return upTo(LIST.marks.datesEnd, before.slice(tag) + html.slice(at, at + LONGEST.dates));
}

/** The text up to the mark and with it; all of it where there is none. */
function upTo(mark: string, text: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at + mark.length);
}
