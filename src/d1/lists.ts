// The lists themselves. Their films are in `list_films`; listed.ts says which lists are shown.

import { and, asc, eq, sql } from "drizzle-orm";
import { DAY_SECONDS } from "../time.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { firstFileOf, firstOwner, type Whose } from "./listed.ts";
import { jsonRows } from "./json-rows.ts";
import { lists } from "./schema.ts";

/** What has to be known of a list to read it. Times are seconds since 1970. */
export type ListToRead = Pick<typeof lists.$inferSelect, keyof typeof LIST_TO_READ>;

/** The columns of a `ListToRead`. */
export const LIST_TO_READ = {
  id: lists.id,
  kind: lists.kind,
  member: lists.member,
  path: lists.path,
  provenAt: lists.provenAt,
  readWholeAt: lists.readWholeAt,
  removedAt: lists.removedAt,
  changedOn: lists.changedOn,
};

/** The watchlist of a member, given their Letterboxd name in lower case; a row is added if there is none yet. */
export async function findOrAddWatchlist(
  db: Database,
  member: string,
  now: number,
): Promise<ListToRead> {
  const known = await findWatchlist(db, member);
  if (known) return known;
  // Two starts at once may both get here: one of them adds the row, and both find it.
  await db.run(sql`
    insert into lists (kind, member, created_at)
    select 'watchlist', ${member}, ${now}
    where not exists (select 1 from lists where kind = 'watchlist' and member = ${member})`);
  const added = await findWatchlist(db, member);
  if (!added) throw new Error(`The watchlist of ${member} was added and is not there.`);
  return added;
}

async function findWatchlist(db: Database, member: string): Promise<ListToRead | null> {
  const [row] = await db
    .select(LIST_TO_READ)
    .from(lists)
    .where(and(eq(lists.kind, "watchlist"), eq(lists.member, member)))
    .orderBy(asc(lists.id))
    .limit(1);
  return row ?? null;
}

/**
 * A statement: the list's films have just been proven. `readWholeAt`: when it was last read to its end. `name`: as the
 * page has it, which counts only where the list has no name yet.
 */
export function noteProof(
  db: Database,
  id: number,
  it: { provenAt: number; readWholeAt: number; changedOn: string | null; name: string | null },
) {
  return db
    .update(lists)
    .set({ ...it, name: sql`coalesce(${lists.name}, ${it.name})` })
    .where(eq(lists.id, id));
}

/** A statement: the first member who is configured takes over the file that was imported while nobody was. */
export function takeNamelessFile(db: Database, whose: Whose) {
  return db.run(sql`
    update lists set member = ${firstOwner(whose)}
    where ${firstOwner(whose)} is not null and member is null and id = ${firstFileOf(whose)}`);
}

/** A watchlist whose member is no longer configured is kept for so long: the name may come back. */
const KEPT_DAYS = 60;

/**
 * Notes which members are no longer configured, counted from the tick that first misses them, and forgets after a while
 * what Letterboxd's page said of their watchlists. Films, files and marks stay. `now` in seconds since 1970.
 */
export async function noteMembers(db: Database, { members }: Whose, now: number): Promise<void> {
  const isNamed = sql`(member in (select value from ${jsonRows(members)}))`;
  const isForgotten = sql`kind = 'watchlist' and proven_at is not null
    and removed_at < ${now - KEPT_DAYS * DAY_SECONDS}`;
  await batch(db, [
    db.run(sql`
      update lists set removed_at = iif(${isNamed}, null, ${now})
      where kind = 'watchlist' and (removed_at is null) <> ${isNamed}`),
    db.run(sql`
      delete from list_films where list_id in (select id from lists where ${isForgotten})`),
    db.run(sql`update lists set proven_at = null, read_whole_at = null where ${isForgotten}`),
  ]);
}
