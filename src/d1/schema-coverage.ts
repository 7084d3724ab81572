// How much of the household's watchlists its services had, day by day. These are numbers of its own, and none of TMDB's
// data, so they are kept for good. A part of schema.ts.

import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const coverage = sqliteTable(
  "coverage",
  {
    country: text("country").notNull(),
    /** ISO date, UTC, of the last refresh that ended on it. */
    day: text("day").notNull(),
    films: integer("films").notNull(),
    /** What my services had without further payment. */
    mine: integer("mine").notNull(),
    /** Of the rest: what other services had, and what could only be rented or bought. */
    elsewhere: integer("elsewhere").notNull(),
    shops: integer("shops").notNull(),
  },
  (row) => [primaryKey({ columns: [row.country, row.day] })],
);
