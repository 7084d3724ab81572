// Tables of the previous version. Today's version writes none of them, and reads only `search` of `shelf` (see
// entry-sql.ts). They stay because on Cloudflare both versions run on the same database for some seconds of an
// upgrade. The next version drops them.

import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The previous version's list as its page needed it: one narrow row for each listed film, made from `films`. Its one
 * index holds all that a view filtered and ordered by. What decided most often comes first, because SQLite reads a
 * row only up to the last column that it needs.
 */
export const shelf = sqliteTable(
  "shelf",
  {
    filmId: integer("film_id").primaryKey(),
    /** The film's group and rank: greater is further up. */
    standing: integer("standing").notNull(),
    /** Greater was added later. */
    place: integer("place").notNull(),
    /** One bit for each kind of its offers, in the order of the kinds. */
    kinds: integer("kinds").notNull(),
    /** Bit sets: the brands that offer it at no extra cost, those that rent or sell it, and its genres. */
    offerBits: integer("offer_bits").notNull(),
    shopBits: integer("shop_bits").notNull(),
    genreBits: integer("genre_bits").notNull(),
    year: integer("year"),
    runtime: integer("runtime"),
    /** In tenths. */
    rating: integer("rating"),
    /** Days since 1970. */
    releaseDay: integer("release_day"),
    /** When it came onto the list, in seconds since 1970; null: it was there when the list was first read. */
    addedAt: integer("added_at"),
    /** When it last came to one of the owner's services, and to which; null: not lately. */
    arrivedAt: integer("arrived_at"),
    arrivedOn: integer("arrived_on"),
    /** The same for the last of the owner's services that it left. */
    leftAt: integer("left_at"),
    leftFrom: integer("left_from"),
    folded: integer("folded", { mode: "boolean" }).notNull().default(false),
    /** Who offers it at no extra cost, each brand once: `,8.sa,73.a`. */
    offers: text("offers").notNull(),
    /** Title and original title, folded, for search and order. Only in lower case until `folded` is set. */
    search: text("search").notNull(),
    genres: text("genres", { mode: "json" }).$type<string[]>().notNull(),
    /** Who rents and sells it: `,2.b,10.rb`. */
    shops: text("shops").notNull(),
    /** What `search` was made from: title and original title, one per line. */
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
