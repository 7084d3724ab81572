// The whole app with several lists: watchlists, files, followed lists and marks, by the titles of their films.

import { sql } from "drizzle-orm";
import type { Database } from "../../src/d1/database.ts";
import { jsonRows } from "../../src/d1/json-rows.ts";
import type { ListKind } from "../../src/film.ts";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createApp } from "../../src/worker.ts";
import type { TestContext } from "../context.ts";
import { openPage } from "./app.ts";
import { FILLED_AT, storeFilms, type StoredFilm } from "./fill.ts";

export interface TestList {
  kind: ListKind;
  /** null: a followed list, or nobody's. */
  member?: string | null;
  name?: string | null;
  path?: string | null;
  /** From the top. Those of films that are not stored are passed over. */
  titles: readonly string[];
  provenAt?: number | null;
  removedAt?: number | null;
}

const SITE = "https://watchwhere.test";

export interface Lists {
  context: TestContext;
  /** The lists' ids, in the order in which they were given. */
  ids: number[];
  ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** The text of an answer with status 200. */
  see: (path: string, cookie?: string) => Promise<string>;
}

/** `films` are looked up, and are on no list but these. */
export async function openLists(
  films: readonly StoredFilm[],
  lists: readonly TestList[],
  settings: Partial<Settings> = {},
): Promise<Lists> {
  let ids: number[] = [];
  const { context } = await openPage(async ({ db }) => {
    await storeFilms(db, films);
    for (const table of ["lists", "list_films", "readings"]) {
      await db.run(sql.raw(`delete from ${table}`));
    }
    ids = await storeLists(db, lists);
  }, settings);
  await updateSnapshot(context);
  const app = createApp(() => ({ ok: true, context }));
  const ask = async (path: string, init?: RequestInit) => app.request(SITE + path, init);
  const see = async (path: string, cookie?: string) => {
    const answer = await ask(path, cookie === undefined ? {} : { headers: { Cookie: cookie } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  };
  return { context, ids, ask, see };
}

async function storeLists(db: Database, lists: readonly TestList[]): Promise<number[]> {
  const ids: number[] = [];
  for (const list of lists) {
    const { kind, member = null, name = null, path = null, titles } = list;
    const { provenAt = FILLED_AT, removedAt = null } = list;
    const { id } = await db.get<{ id: number }>(sql`
      insert into lists (kind, member, name, path, created_at, proven_at, removed_at)
      values (${kind}, ${member}, ${name}, ${path}, ${FILLED_AT}, ${provenAt}, ${removedAt})
      returning id`);
    await db.run(sql`
      insert into list_films (list_id, film_id, place, listed_at)
      select ${id}, films.id, 1000000 - key, films.listed_at
      from ${jsonRows(titles)} join films on films.title = value`);
    ids.push(id);
  }
  return ids;
}

/** The chips of a page: each one's words, and whether it is pressed. */
export function chipsOf(html: string): [words: string, pressed: boolean][] {
  const [, form = ""] = /<form class="list-chips".*?>(.*?)<\/form>/s.exec(html) ?? [];
  return [...form.matchAll(/aria-pressed="(true|false)"[^>]*>(.*?)<\/button>/gs)].map(
    ([, pressed, words = ""]) => [words.replaceAll(/<[^>]*>/g, "").trim(), pressed === "true"],
  );
}

/** Sends what a press of this chip sends. */
export async function press(
  { ask }: Pick<Lists, "ask">,
  html: string,
  words: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const [, form = ""] = /<form class="list-chips".*?>(.*?)<\/form>/s.exec(html) ?? [];
  const button = form
    .split("<button")
    .slice(1)
    .find((text) => text.replaceAll(/<[^>]*>/g, "").includes(`>${words}`));
  const choice = unescaped(/value="([^"]*)"/.exec(button ?? "")?.[1] ?? "no such chip");
  const to = unescaped(/name="to" value="([^"]*)"/.exec(form)?.[1] ?? "");
  return ask("/choose-lists", {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin", ...headers },
    body: new URLSearchParams({ to, choice }),
  });
}

function unescaped(text: string): string {
  return text.replaceAll("&amp;", "&");
}
