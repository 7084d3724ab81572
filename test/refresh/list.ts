// Queries for the tests of a refresh.

import { env } from "cloudflare:workers";
import { applyD1Migrations, reset } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { watchlistOf } from "../../src/d1/listed.ts";
import { findOrAddWatchlist, type ListToRead } from "../../src/d1/lists.ts";
import type { TestContext } from "../context.ts";

export async function emptyDatabase(): Promise<void> {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
}

/** The slugs of a member's watchlist, in its order; by default the configured member's. */
export async function storedList(
  context: TestContext,
  member = context.settings.members[0] ?? null,
): Promise<string[]> {
  const rows = await context.db.all<{ slug: string }>(
    sql`select slug from films join list_films on film_id = films.id
      where list_id = ${watchlistOf(member)} and place is not null order by place desc`,
  );
  return rows.map(({ slug }) => slug);
}

/** Every column of every film and of its places, to check that nothing changed. */
export async function everyFilm(context: TestContext): Promise<unknown[]> {
  return context.db.all(
    sql`select * from films left join list_films on film_id = films.id order by id, list_id`,
  );
}

export interface ReadingSeen {
  member: string;
  state: string;
  films: number | null;
  failure: string | null;
}

/** The readings of the newest refresh, in order. */
export async function readingsOf(context: TestContext): Promise<ReadingSeen[]> {
  return context.db.all<ReadingSeen>(sql`
    select lists.member, readings.state, readings.films, readings.failure_kind as failure
    from readings left join lists on lists.id = readings.list_id
    where refresh_id = (select max(id) from refreshes) order by readings.rowid`);
}

/** The members whose watchlists were proven. */
export async function provenMembers(context: TestContext): Promise<string[]> {
  const rows = await context.db.all<{ member: string }>(sql`
    select member from lists where proven_at is not null and read_whole_at is not null order by id`);
  return rows.map(({ member }) => member);
}

/** The watchlists of these members, as if the settings named them all. */
export async function watchlistsOf(
  context: TestContext,
  ...members: string[]
): Promise<ListToRead[]> {
  const lists: ListToRead[] = [];
  for (const member of members) lists.push(await findOrAddWatchlist(context.db, member, 0));
  return lists;
}
