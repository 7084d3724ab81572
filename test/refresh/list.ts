// What the tests of a refresh ask of the database.

import { env } from "cloudflare:workers";
import { applyD1Migrations, reset } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { watchlistOf } from "../../src/d1/listed.ts";
import type { TestContext } from "../context.ts";

export async function emptyDatabase(): Promise<void> {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
}

/** The slugs of the member's watchlist, in its order. */
export async function storedList(context: TestContext): Promise<string[]> {
  const rows = await context.db.all<{ slug: string }>(
    sql`select slug from films join list_films on film_id = films.id
      where list_id = ${watchlistOf(context.settings)} and place is not null order by place desc`,
  );
  return rows.map(({ slug }) => slug);
}

/** Every column of every film and of its places, to see that nothing changed. */
export async function everyFilm(context: TestContext): Promise<unknown[]> {
  return context.db.all(
    sql`select * from films left join list_films on film_id = films.id order by id, list_id`,
  );
}
