// The lists themselves, a row each. Which films they have stands in `list_films`; which of them are shown is asked of
// listed.ts.

import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "./batch.ts";
import type { Database } from "./database.ts";
import { fileOf, type Whose } from "./listed.ts";
import { lists } from "./schema.ts";

export type List = typeof lists.$inferSelect;

/** The member's watchlist; where there is no row of it yet, one that was never proven. */
export async function findOrAddWatchlist(db: Database, member: string, now: number): Promise<List> {
  const isIt = and(eq(lists.kind, "watchlist"), eq(lists.member, member));
  const [found] = await db.select().from(lists).where(isIt);
  if (found) return found;
  await db.run(sql`
    insert into lists (kind, member, created_at) select 'watchlist', ${member}, ${now}
    where not exists (select 1 from lists where ${isIt})`);
  const [added] = await db.select().from(lists).where(isIt);
  if (!added) throw new Error("The watchlist was added and is not there.");
  return added;
}

/** A statement: the first member who is named takes over what was brought while nobody was. */
export function takeNamelessFile(db: Database, whose: Whose) {
  return db.run(sql`
    update lists set member = ${whose.username}
    where ${whose.username} is not null and member is null and id = ${fileOf(whose)}`);
}

/** Statements: from here on `fileOf` is the number of a list that is there, and theirs. */
export function addFile(db: Database, whose: Whose, now: number): Statement[] {
  return [
    takeNamelessFile(db, whose),
    db.run(sql`
      insert into lists (kind, member, created_at) select 'file', ${whose.username}, ${now}
      where ${fileOf(whose)} is null`),
  ];
}
