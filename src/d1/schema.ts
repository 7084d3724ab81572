// The tables. D1 is the truth of the whole app: whatever is under way can be picked up from here alone.
// `npm run migration` makes the next file of migrations/ from this. Times are whole seconds since 1970, UTC.
//
// On Cloudflare's Free plan 100,000 rows a day may be written, and each index that is touched counts as one
// more. So what changes with every look-up stands in no index, and a film's offers are JSON in its own row.

import { sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Candidate, FilmSource, Match, Offers } from "../film.ts";
import type { FailureKind } from "../failure.ts";
import type { OfferChange } from "../list/offer-changes.ts";
import type { ReadFilm } from "../list/proof.ts";

export const films = sqliteTable(
  "films",
  {
    id: integer("id").primaryKey(),
    /** null for a film that only an export named, by its short link. */
    slug: text("slug").unique(),
    lid: text("lid").unique(),
    /** What Letterboxd calls the item (`film:46682`); anything but a film is reported. */
    uid: text("uid"),
    title: text("title").notNull(),
    year: integer("year"),
    source: text("source").$type<FilmSource>().notNull(),
    /** Greater is newer. null: not on the live list. Places are kept, so that a new film moves no other. */
    livePlace: integer("live_place"),
    /** The same for what the owner's last export brought. */
    exportPlace: integer("export_place"),
    /** ISO date on which the member added the film; only an export knows it. */
    addedOn: text("added_on"),
    createdAt: integer("created_at").notNull(),
    /** When it first was on a proven list of ours; null: read, but the list was never proven. */
    listedAt: integer("listed_at"),

    tmdbType: text("tmdb_type").$type<"movie" | "tv">(),
    tmdbId: integer("tmdb_id"),
    match: text("match").$type<Match>().notNull().default("pending"),
    matchWhy: text("match_why"),
    candidates: text("candidates", { mode: "json" }).$type<Candidate[]>(),
    /** When the film's own page answered what its TMDB link is; it is asked once. */
    filmPageAskedAt: integer("film_page_asked_at"),

    originalTitle: text("original_title"),
    releaseDate: text("release_date"),
    poster: text("poster"),
    runtime: integer("runtime"),
    genres: text("genres", { mode: "json" }).$type<string[]>(),
    overview: text("overview"),
    rating: real("rating"),

    /** The country that `offers`, `link` and `changes` speak of. */
    country: text("country"),
    offers: text("offers", { mode: "json" }).$type<Offers>(),
    link: text("link"),
    /** What came and went lately, by look-up. */
    changes: text("changes", { mode: "json" }).$type<OfferChange[]>(),
    /** The last good answer. A failed look-up leaves it, and the offers, as they were. */
    checkedAt: integer("checked_at"),
    /** Why the last look-up gave nothing new; null when it did. */
    failureKind: text("failure_kind").$type<FailureKind>(),
  },
  (film) => [
    index("films_live")
      .on(film.livePlace)
      .where(sql`live_place is not null`),
  ],
);

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

export type RefreshTrigger =
  | "first" // the database was empty
  | "schedule"
  | "button"
  | "settings" // the country or the member changed
  | "import" // an export was brought in: look-ups only
  | "choice"; // the owner said which title a film is: one look-up

export type RefreshState = "reading" | "looking-up" | "ended";
export type RefreshOutcome = "done" | "partial" | "failed";

/** One row for each refresh. The counters are written as things happen, so that showing them counts nothing. */
export const refreshes = sqliteTable("refreshes", {
  id: integer("id").primaryKey(),
  trigger: text("trigger").$type<RefreshTrigger>().notNull(),
  /** The whole list is read, even where a shortened reading would be proof enough. */
  full: integer("full", { mode: "boolean" }).notNull().default(false),
  /** null: no member is configured, nothing is asked of Letterboxd. */
  username: text("username"),
  country: text("country").notNull(),
  state: text("state").$type<RefreshState>().notNull(),
  outcome: text("outcome").$type<RefreshOutcome>(),
  startedAt: integer("started_at").notNull(),
  finishedAt: integer("finished_at"),
  /** When the reading, and when a look-up, last moved on: what stands still longer is woken. */
  progressAt: integer("progress_at").notNull(),
  lookupsAt: integer("lookups_at").notNull(),

  /** Readings begun from page one. */
  round: integer("round").notNull().default(1),
  pagesRead: integer("pages_read").notNull().default(0),
  /** Estimated from the stated total and the first page; null before that. */
  pagesTotal: integer("pages_total"),
  /** Attempts at the present page, counted before it is asked for. */
  attempts: integer("attempts").notNull().default(0),
  /** Answers to the present page that were failures and may pass. */
  refusalCount: integer("refusals").notNull().default(0),
  /** The present page is not asked for again before this. */
  notBefore: integer("not_before"),
  /** A page was read the slow way: the selectors need mending. */
  slowReading: integer("slow_reading", { mode: "boolean" }).notNull().default(false),
  /** Items of the list that are not films by Letterboxd's own word. */
  oddItems: integer("odd_items").notNull().default(0),

  films: integer("films"),
  added: integer("added").notNull().default(0),
  removed: integer("removed").notNull().default(0),
  filmsTotal: integer("films_total").notNull().default(0),
  filmsDone: integer("films_done").notNull().default(0),
  lookedUp: integer("looked_up").notNull().default(0),
  lookupsFailed: integer("lookups_failed").notNull().default(0),

  failureKind: text("failure_kind").$type<FailureKind>(),
  failureDetail: text("failure_detail"),
});

/** The watchlist pages that the present refresh has read and that wait for the proof of the whole. */
export const pages = sqliteTable("pages", {
  page: integer("page").primaryKey(),
  refreshId: integer("refresh_id").notNull(),
  films: text("films", { mode: "json" }).$type<ReadFilm[]>().notNull(),
  total: integer("total"),
});

/** The look-ups of the present refresh, up to five films a row; a queue message names one row. */
export const lookups = sqliteTable("lookups", {
  id: integer("id").primaryKey(),
  refreshId: integer("refresh_id").notNull(),
  filmIds: text("film_ids", { mode: "json" }).$type<number[]>().notNull(),
  /** Those of them that are not looked up yet. */
  leftIds: text("left_ids", { mode: "json" }).$type<number[]>().notNull(),
  /** A message was sent for it. That it arrives is not known: what stands still is sent again. */
  sent: integer("sent", { mode: "boolean" }).notNull().default(false),
  /** Attempts since the last one that looked a film up; counted before the work. */
  attempts: integer("attempts").notNull().default(0),
});

/** Films whose own page at Letterboxd is to be asked which TMDB title they are, one after another. */
export const filmPages = sqliteTable("film_pages", {
  filmId: integer("film_id").primaryKey(),
  refreshId: integer("refresh_id").notNull(),
  /** Counted before the work. */
  attempts: integer("attempts").notNull().default(0),
});

/** One row: who may ask Letterboxd now, and when it may be asked next. Milliseconds since 1970. */
export const gate = sqliteTable("gate", {
  name: text("name").primaryKey(),
  owner: text("owner"),
  until: integer("until").notNull().default(0),
  nextAt: integer("next_at").notNull().default(0),
  /** After a challenge nothing is asked before this, unless the owner presses the button. */
  closedUntil: integer("closed_until").notNull().default(0),
});

/** Small facts that outlast a refresh; see kv.ts for the keys and their shapes. */
export const kv = sqliteTable("memory", {
  key: text("key").primaryKey(),
  value: text("value", { mode: "json" }).notNull(),
});

/** The exports that were brought in; the last one can be undone. */
export const imports = sqliteTable("imports", {
  id: integer("id").primaryKey(),
  importedAt: integer("imported_at").notNull(),
  fileName: text("file_name").notNull(),
  films: integer("films").notNull(),
  added: integer("added").notNull(),
  removed: integer("removed").notNull(),
  /** What earlier imports had brought, [film id, place, added on]: what an undo puts back. null: too long ago. */
  before: text("before", { mode: "json" }).$type<[number, number, string | null][]>(),
  undoneAt: integer("undone_at"),
});
