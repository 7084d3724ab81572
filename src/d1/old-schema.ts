// Tables that the version before this one reads, and this one does not: for some seconds of an upgrade on Cloudflare
// both run on the same database. The next version drops them.

import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The list as the page needs it: one narrow row for each listed film, made from `films` by shelf.ts, which
 * writes only rows that change. Its one index holds all that a view filters and orders by: ten thousand of its
 * narrow entries are read through in a millisecond, and a group's begin where it begins. What decides most often
 * stands first, because SQLite reads a row up to the last column that it needs.
 */
export const shelf = sqliteTable(
  "shelf",
  {
    filmId: integer("film_id").primaryKey(),
    /** Greater stands further up. A sum of them counts each group; see STANDING_RANKS in shelf-groups.ts. */
    standing: integer("standing").notNull(),
    /** Greater was added later. */
    place: integer("place").notNull(),
    /** One bit for each kind of its offers, in the order of the kinds. */
    kinds: integer("kinds").notNull(),
    /** The brands that offer it without further payment, those that rent or sell it, its genres: see shelf-bits.ts. */
    offerBits: integer("offer_bits").notNull(),
    shopBits: integer("shop_bits").notNull(),
    genreBits: integer("genre_bits").notNull(),
    year: integer("year"),
    runtime: integer("runtime"),
    /** In tenths. */
    rating: integer("rating"),
    /** Days since 1970. */
    releaseDay: integer("release_day"),
    /** When it came onto the list, in seconds since 1970; null: before we looked. */
    addedAt: integer("added_at"),
    /** When, and to which of the owner's services, it came last; null: not lately. */
    arrivedAt: integer("arrived_at"),
    arrivedOn: integer("arrived_on"),
    /** The same for the last of the owner's services that it left. */
    leftAt: integer("left_at"),
    leftFrom: integer("left_from"),
    folded: integer("folded", { mode: "boolean" }).notNull().default(false),
    /** Who offers it without further payment, each brand once: `,8.sa,73.a`, see shelf/services.ts. */
    offers: text("offers").notNull(),
    /** Title and original title, folded, for search and order. Until `folded` merely in lower case. */
    search: text("search").notNull(),
    genres: text("genres", { mode: "json" }).$type<string[]>().notNull(),
    /** Who rents and sells it: `,2.b,10.rb`. */
    shops: text("shops").notNull(),
    /** What `search` was made from: title and original title, a line each. */
    names: text("names").notNull(),
  },
  (row) => [
    index("shelf_views").on(
      row.standing,
      row.place,
      row.kinds,
      row.offerBits,
      row.shopBits,
      row.genreBits,
      row.year,
      row.runtime,
      row.rating,
      row.releaseDay,
      row.addedAt,
      row.arrivedAt,
      row.leftAt,
      row.search,
    ),
  ],
);
