// What is left of arrivals after half a year, for which TMDB's terms allow its data to be kept: how many films came to a
// provider and left it in a month. A part of schema.ts.

import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const arrivalMonths = sqliteTable(
  "arrival_months",
  {
    /** Such as `2026-11`, in UTC. */
    month: text("month").notNull(),
    country: text("country").notNull(),
    /** TMDB's id, as in `arrivals`. */
    provider: integer("provider").notNull(),
    came: integer("came").notNull().default(0),
    went: integer("went").notNull().default(0),
  },
  (row) => [primaryKey({ columns: [row.month, row.country, row.provider] })],
);
