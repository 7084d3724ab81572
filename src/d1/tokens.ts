// The tokens of programs: each is kept as a hash, beside the name that its owner gave it.

import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { tokens } from "./schema.ts";

export type StoredToken = typeof tokens.$inferSelect;

/** The newest first. */
export async function listTokens(db: Database): Promise<StoredToken[]> {
  return db.select().from(tokens).orderBy(desc(tokens.createdAt), desc(tokens.id));
}

/** null: there is none with this number. Reads one row. */
export async function findToken(db: Database, id: number): Promise<StoredToken | null> {
  const [row] = await db.select().from(tokens).where(eq(tokens.id, id));
  return row ?? null;
}

/**
 * false: there are `most` already. In one statement, so that of many presses at once none gets past the limit. `now` in
 * seconds since 1970.
 */
export async function addToken(
  db: Database,
  token: Pick<StoredToken, "id" | "name" | "hash">,
  { now, most }: { now: number; most: number },
): Promise<boolean> {
  const { id, name, hash } = token;
  const rows = await db.all(sql`
    insert into tokens (id, name, hash, created_at) select ${id}, ${name}, ${hash}, ${now}
    where (select count(*) from tokens) < ${most} returning id`);
  return rows.length > 0;
}

/** The name of the token that was removed; null: there was none with this number. */
export async function removeToken(db: Database, id: number): Promise<string | null> {
  const [row] = await db.delete(tokens).where(eq(tokens.id, id)).returning({ name: tokens.name });
  return row?.name ?? null;
}

/** `day` in days since 1970. Called once a day for each token at most, since it writes a row. */
export async function noteUse(db: Database, id: number, day: number): Promise<void> {
  await db.update(tokens).set({ usedOn: day }).where(eq(tokens.id, id));
}
