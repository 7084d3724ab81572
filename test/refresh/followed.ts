// Followed lists for the tests of a refresh: a Letterboxd that serves lists by their paths, and what is stored of them.

import { sql } from "drizzle-orm";
import { done, failed } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import type { Letterboxd, ListPage } from "../../src/ports.ts";
import { followList } from "../../src/refresh/follow-list.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { runToTheEnd } from "./deliver.ts";
import { serveLists, serveTmdb } from "./neighbours.ts";

export interface ServedList {
  films: readonly ListedFilm[];
  name?: string;
  /** Of the last change; null: the page states none. */
  updatedAt?: string | null;
  /** As the page states it; by default it is right. null: it states none. */
  total?: number | null;
}

export const PATH = "/dave/list/great-films/";
export const OTHER = "/erin/list/halloween/";

const PER_PAGE = 100;

/** `asked` records each page, as "/dave/list/great-films/ 1". */
function servePaths(lists: Record<string, ServedList>) {
  const asked: string[] = [];
  const readListPage: Letterboxd["readListPage"] = async (path, page) => {
    asked.push(`${path} ${page}`);
    const list = lists[path];
    return list ? done(pageOf(list, page)) : failed("no-such-list", `No list ${path}.`);
  };
  return { asked, lists, readListPage };
}

export function pageOf(list: ServedList, page: number): ListPage {
  const { films, name = null, updatedAt = "2026-10-01T10:00:00.000Z", total = films.length } = list;
  return {
    films: films.slice((page - 1) * PER_PAGE, page * PER_PAGE),
    total,
    hasNext: films.length > page * PER_PAGE,
    name,
    updatedAt,
  };
}

/** So many films, from film 1 on. */
export function firstFilms(n: number): ListedFilm[] {
  return Array.from({ length: n }, (_, i) => listedFilm(i + 1));
}

export const DAY_MS = 86_400_000;
export const WATCHLIST = [listedFilm(3), listedFilm(2), listedFilm(1)];

interface Served {
  lists?: Record<string, ServedList>;
  watchlist?: readonly ListedFilm[];
  settings?: Partial<Settings>;
  db?: D1Database;
}

/** Ada's watchlist, and these lists. `asked` and `members` record the pages of the lists, and of the watchlist. */
export function followingContext({ lists = {}, watchlist = WATCHLIST, settings, db }: Served = {}) {
  const served = servePaths(lists);
  const members = serveLists({ ada: watchlist });
  const context = createTestContext({
    letterboxd: { readListPage: served.readListPage, readWatchlistPage: members.readWatchlistPage },
    tmdb: serveTmdb(),
    settings: { cooldownMinutes: 0, ...settings },
    ...(db && { db }),
  });
  return Object.assign(context, { served, asked: served.asked, members: members.asked });
}

/** After the first refresh, which reads the watchlist. */
export async function settledContext(it: Served = {}) {
  const context = followingContext(it);
  await tick(context, { atStart: true });
  await runToTheEnd(context);
  return context;
}

/** Adds a list, and reads it. */
export async function add(context: TestContext, path = PATH) {
  const added = await followList(context, path);
  await runToTheEnd(context);
  return added;
}

/** Presses the refresh button, and waits. */
export async function press(context: TestContext, options = {}) {
  await startRefresh(context, "button", options);
  await runToTheEnd(context);
}

export const slugs = (films: readonly { slug: string }[]) => films.map(({ slug }) => slug);

/** The slugs of a followed list, in its order. */
export async function storedFollowed(context: TestContext, path = PATH): Promise<string[]> {
  const rows = await context.db.all<{ slug: string }>(sql`
    select slug from films join list_films on film_id = films.id join lists on lists.id = list_id
    where path = ${path} and place is not null order by place desc`);
  return rows.map(({ slug }) => slug);
}

/** Every row that says which film is or was where. */
export async function everyPlace(context: TestContext): Promise<unknown[]> {
  return context.db.all(sql`select * from list_films order by list_id, film_id`);
}

export interface ListSeen {
  path: string;
  name: string | null;
  isProven: 0 | 1;
  changedOn: string | null;
  state: string | null;
  failure: string | null;
  detail: string | null;
}

/** Each followed list with how its last reading ended. */
export async function followedLists(context: TestContext): Promise<ListSeen[]> {
  return context.db.all<ListSeen>(sql`
    select path, name, proven_at is not null as "isProven", changed_on as "changedOn", state,
      failure_kind as failure, failure_detail as detail
    from lists left join readings on list_id = lists.id
      and refresh_id = (select max(refresh_id) from readings where list_id = lists.id)
    where kind = 'list' order by lists.id`);
}
