// The addresses of lists, with and without the key of an unlisted one.

import type { Context, Hono } from "hono";
import type { App, LetterboxdControl } from "../letterboxd.ts";
import { filmOf } from "../film.ts";
import { films as shelves } from "../films.ts";
import { makeList, type StandInList } from "../lists.ts";
import type { ListView } from "./list-page.ts";
import { listPage } from "./list-page.ts";
import { garbagePage, notFoundPage, privatePage } from "./refusals.ts";
import { strangeListPage } from "./strange-page.ts";

const FILMS_PER_PAGE = 100;

export function serveLists(app: Hono<App>, control: LetterboxdControl, heavy: () => boolean): void {
  for (const share of ["", "share/:key/"]) {
    for (const later of ["", "page/:page{[0-9]+}/"]) {
      app.get(`/:owner/list/:slug/${share}${later}`, (c) => answerList(c, control, heavy()));
    }
  }
}

function answerList(c: Context<App>, control: LetterboxdControl, padding: boolean) {
  const { owner = "", slug = "", key = null, page = "1" } = c.req.param() as Record<string, string>;
  const path = `/${owner.toLowerCase()}/list/${slug.toLowerCase()}/`;
  const { mode } = c.var;
  const list = control.lists.get(path) ?? makeList(path);
  if (list === undefined || mode === "no-such-member") return c.html(notFoundPage(), 404);
  const isHidden = list.isPrivate || (list.key !== null && list.key !== key);
  if (isHidden || mode === "private") return c.html(privatePage(), 403);
  if (mode === "garbage") return c.html(garbagePage());
  // It may be changed from now on, and then has to be the same list again.
  control.lists.set(path, list);
  if (list.changesAlways || mode === "changes") change(list);
  const base = key === null ? path : `${path}share/${key}/`;
  const view = { ...viewOf(list, Math.max(1, Number(page)), mode), base, padding };
  const whole: ListView = { ...view, owner: owner.toLowerCase(), markup: control.markup };
  c.header("cache-control", "no-store");
  c.header("x-letterboxd-type", "List");
  return c.html(mode === "unrecognised-but-readable" ? strangeListPage(whole) : listPage(whole));
}

function viewOf(list: StandInList, page: number, mode: string) {
  const { name, description, publishedAt, updatedAt, films } = list;
  const shown = mode === "repeats" ? Math.max(1, page - 1) : page;
  const onPage = films.slice((shown - 1) * FILMS_PER_PAGE, shown * FILMS_PER_PAGE);
  const isSilent = !list.statesTotal || mode === "no-total";
  return {
    name,
    description,
    publishedAt,
    updatedAt,
    page,
    films: mode === "empty-page-in-mid-list" ? [] : onPage,
    firstRank: list.isRanked ? (shown - 1) * FILMS_PER_PAGE + 1 : null,
    pages: Math.max(1, Math.ceil(films.length / FILMS_PER_PAGE)),
    total: isSilent ? null : films.length + (mode === "wrong-total" ? 3 : 0),
    clonedFrom: shelves.slice(-5),
  };
}

/** A film that is on no other list comes on top, a minute after the last change. */
function change(list: StandInList): void {
  const title = `A Late Addition, the ${list.films.length + 1}th`;
  list.films = [filmOf({ title, year: 2026 }), ...list.films];
  const before = Date.parse(list.updatedAt ?? list.publishedAt);
  list.updatedAt = new Date(before + 60_000).toISOString();
}
