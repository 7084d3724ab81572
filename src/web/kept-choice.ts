// What a browser keeps of its reader's choices, in one cookie. Its value has the form of an address's query, so that a
// further choice is a further field. It is read for pages only: programs, feeds and files go by their address. It is
// written when something on a page is pressed; opening one writes only which arrivals were seen (last-visit.ts).

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { App } from "../context.ts";
import type { ListChoice } from "../list/chosen-lists.ts";
import { choiceText, parseQuery, type Query } from "../list/query.ts";
import { nextTime } from "../refresh/schedule.ts";
import { seconds } from "../time.ts";
import { wholeNumber } from "./whole-number.ts";

const NAME = "watchwhere";
const LONGEST = 1000;
/** Browsers keep no cookie for longer. */
const KEPT_SECONDS = 400 * 86_400;

const ATTRIBUTES = { path: "/", sameSite: "Lax", httpOnly: true } as const;

/** Films that are not to be picked tonight, by id, and until when. */
interface NotTonight {
  films: readonly number[];
  /** Seconds since 1970. */
  until: number;
}

interface Kept extends ListChoice {
  /** The country that they are in; null: at home. */
  country: string | null;
  notTonight: NotTonight;
  /** When the last arrival was that the page New has shown here, in seconds since 1970; null: none. */
  seenAt: number | null;
}

const MOST_NOT_TONIGHT = 20;

/** An evening ends at four in the morning. */
const END_OF_EVENING = "0 4 * * *";

/** Whatever makes no sense is passed over. `lists` is null where no list was chosen. */
export function readKept(c: Context<App>): Kept {
  const text = getCookie(c, NAME) ?? "";
  const fields = new URLSearchParams(text.length > LONGEST ? "" : text);
  const { lists, all, country } = parseQuery(fields);
  const choice = lists === null || lists.length === 0 ? NO_CHOICE : { lists, all };
  const seenAt = wholeNumber(fields.get("new"));
  return { ...choice, country, notTonight: readNotTonight(c, fields), seenAt };
}

const NO_CHOICE: ListChoice = { lists: null, all: false };

function readNotTonight(c: Context<App>, fields: URLSearchParams): NotTonight {
  const until = wholeNumber(fields.get("until")) ?? 0;
  if (until <= seconds(c.var.context.now())) return { films: [], until: 0 };
  const films = fields.getAll("not").flatMap((text) => wholeNumber(text) ?? []);
  return { films: films.slice(-MOST_NOT_TONIGHT), until };
}

export function keepChoice(c: Context<App>, { lists, all }: ListChoice): void {
  const choice = lists === null || lists.length === 0 ? NO_CHOICE : { lists, all };
  keep(c, { ...readKept(c), ...choice });
}

/** `country`: null for the one at home. */
export function keepCountry(c: Context<App>, country: string | null): void {
  keep(c, { ...readKept(c), country });
}

/** Keeps a film out of the picks of this evening; with the twenty-first, the first one may be picked again. */
export function keepNotTonight(c: Context<App>, filmId: number): void {
  const { settings, now } = c.var.context;
  const kept = readKept(c);
  const until = nextTime({ schedule: END_OF_EVENING, timeZone: settings.timeZone }, seconds(now()));
  const films = [...kept.notTonight.films.filter((id) => id !== filmId), filmId];
  keep(c, { ...kept, notTonight: { films: films.slice(-MOST_NOT_TONIGHT), until: until ?? 0 } });
}

export function forgetNotTonight(c: Context<App>): void {
  keep(c, { ...readKept(c), notTonight: { films: [], until: 0 } });
}

export function keepSeenAt(c: Context<App>, seenAt: number): void {
  keep(c, { ...readKept(c), seenAt });
}

function keep(c: Context<App>, { lists, all, country, notTonight, seenAt }: Kept): void {
  const { films, until } = notTonight;
  const fields = new URLSearchParams(choiceText({ lists, all: lists !== null && all, country }));
  for (const id of films) fields.append("not", `${id}`);
  if (films.length > 0) fields.append("until", `${until}`);
  if (seenAt !== null) fields.append("new", `${seenAt}`);
  const text = fields.toString();
  if (text === "") deleteCookie(c, NAME, ATTRIBUTES);
  else setCookie(c, NAME, text, { ...ATTRIBUTES, maxAge: KEPT_SECONDS });
}

/** The query of a page's address, with the lists and the country that the browser keeps where it says nothing of them. */
export function askedQuery(c: Context<App>): Query {
  const query = parseQuery(new URL(c.req.url).searchParams);
  const kept = readKept(c);
  const country = query.country ?? kept.country;
  if (query.lists !== null || query.all) return { ...query, country };
  const { lists, all } = kept;
  return { ...query, lists, all, country };
}
