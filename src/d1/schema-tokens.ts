// The read-only tokens of programs that cannot type a password. A part of schema.ts.

import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const tokens = sqliteTable("tokens", {
  /** A random number. The token contains it, so that its row is found without comparing hashes. */
  id: integer("id").primaryKey(),
  /** What the owner calls it, to know which one to revoke. */
  name: text("name").notNull(),
  /** SHA-256 of the whole token, in hexadecimal. The token itself is kept nowhere. */
  hash: text("hash").notNull(),
  createdAt: integer("created_at").notNull(),
  /** The last day on which it was used, in days since 1970, UTC; null: never. */
  usedOn: integer("used_on"),
});
