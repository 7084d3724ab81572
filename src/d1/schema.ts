// The tables. D1 is the only source of truth: whatever is under way can be resumed from here alone. `npm run
// migration` makes the next file of migrations/ from this. Times are whole seconds since 1970, UTC.
//
// On Cloudflare's Free plan 100,000 rows may be written per day, and each index touched counts as one more. So
// columns that change with every look-up are in no index, and a film's offers are JSON in its own row.
//
// "The first version's": a column that only the upgrade reads (upgrade.ts, late-writes.ts). It stays for as long as
// that version may still be running on the same database.

import type { ReadingState, RefreshOutcome, RefreshTrigger } from "../list/ended-refresh.ts";
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type {
  Candidate,
  CountryOffers,
  FilmSource,
  ListKind,
  Match,
  OfferKind,
  Offers,
} from "../film.ts";
import type { FailureKind } from "../failure.ts";

import type { ReadFilm } from "../list/proof.ts";

export { arrivalMonths } from "./schema-months.ts";
export { libraryItems } from "./schema-library.ts";
export { filmCredits } from "./schema-credits.ts";
export { coverage } from "./schema-coverage.ts";
export { deliveries, devices, places } from "./schema-notify.ts";
export { tokens } from "./schema-tokens.ts";

export const films = sqliteTable(
  "films",
  {
    id: integer("id").primaryKey(),
    /** null for a film that only an export named, by its short link. */
    slug: text("slug").unique(),
    lid: text("lid").unique(),
    /** Letterboxd's own id of the entry (`film:46682`); anything but a film is reported. */
    uid: text("uid"),
    title: text("title").notNull(),
    year: integer("year"),
    source: text("source").$type<FilmSource>().notNull(),
    /** The first version's, now in `list_films`. Greater is newer; null: not on the live list. */
    livePlace: integer("live_place"),
    /** The first version's: the same for the owner's last export. */
    exportPlace: integer("export_place"),
    /** The first version's, now in `list_films`: the ISO date on which the member added the film. */
    addedOn: text("added_on"),
    createdAt: integer("created_at").notNull(),
    /** When it was first on a proven list or in an import; null: it was read, but the list was never proven. */
    listedAt: integer("listed_at"),

    tmdbType: text("tmdb_type").$type<"movie" | "tv">(),
    tmdbId: integer("tmdb_id"),
    match: text("match").$type<Match>().notNull().default("pending"),
    matchWhy: text("match_why"),
    candidates: text("candidates", { mode: "json" }).$type<Candidate[]>(),
    /** When the film's own page last said which TMDB title it is, or that it knows none; null: it has to be asked. */
    filmPageAskedAt: integer("film_page_asked_at"),

    originalTitle: text("original_title"),
    releaseDate: text("release_date"),
    poster: text("poster"),
    runtime: integer("runtime"),
    genres: text("genres", { mode: "json" }).$type<string[]>(),
    overview: text("overview"),
    rating: real("rating"),

    /** The first version's, now in `countries`: the one country, and its offers. */
    country: text("country"),
    offers: text("offers", { mode: "json" }).$type<Offers>(),
    link: text("link"),
    /** The first version's, now in `arrivals`: recent arrivals and departures. */
    changes: text("changes", { mode: "json" }).$type<unknown[]>(),
    /** When the last good answer came. A failed look-up does not change it, nor the offers. */
    checkedAt: integer("checked_at"),
    /** Why the last look-up brought nothing new; null if it did. */
    failureKind: text("failure_kind").$type<FailureKind>(),

    /** The offers of each country. Only countries that are configured, or were until recently, are kept. */
    countries: text("countries", { mode: "json" }).$type<Record<string, CountryOffers>>(),
    /** The film as the snapshot holds it (see list/entry.ts); null: it has to be built. */
    entry: text("entry"),
  },
  (film) => [
    index("films_live")
      .on(film.livePlace)
      .where(sql`live_place is not null`),
  ],
);

/**
 * The lists whose films are shown or marked. A member's watchlist at Letterboxd and the file that they imported are
 * two rows, but are shown as one list.
 */
export const lists = sqliteTable("lists", {
  id: integer("id").primaryKey(),
  kind: text("kind").$type<ListKind>().notNull(),
  /** The owner's name at Letterboxd, in lower case; null: no member was configured yet. */
  member: text("member"),
  /** The list's path at Letterboxd, `/dave/list/slug/`; null: it has none. */
  path: text("path"),
  /** The name to show: the owner's or, until they give one, the page's. null: it is named after its member or path. */
  name: text("name"),
  createdAt: integer("created_at").notNull(),
  /** When its films were last proven, or its file last imported or undone; null: never. */
  provenAt: integer("proven_at"),
  /** When it was last read from the first film to the last; null: never. */
  readWholeAt: integer("read_whole_at"),
  /** When it was removed, or was found to be no longer configured; null: it is there. */
  removedAt: integer("removed_at"),
  /** Followed lists are shown in this order, the least first; null: as they were added. */
  position: integer("position"),
  /** When the list whose films are stored was last changed at Letterboxd; null: not known for certain. */
  changedOn: text("changed_on"),
});

/**
 * Which film is on which list. A film that leaves a list keeps its row there, without a place. Its migration makes
 * the table WITHOUT ROWID, which drizzle cannot express: a place then costs one row written instead of three. There
 * are few lists, so the key also finds the lists of a film.
 */
export const listFilms = sqliteTable(
  "list_films",
  {
    listId: integer("list_id").notNull(),
    filmId: integer("film_id").notNull(),
    /** Greater is newer, so that a new film moves no other. null: it has left the list. */
    place: integer("place"),
    /** ISO date on which it was added, from an imported file. */
    addedOn: text("added_on"),
    /** When it was first seen on this list, once that was proven. */
    listedAt: integer("listed_at"),
    /** When it was seen to have left; null: it is on the list, or it left before this column existed. */
    leftAt: integer("left_at"),
  },
  (row) => [primaryKey({ columns: [row.listId, row.filmId] })],
);

/** How one list was read in one refresh: its own progress, proof and failure. */
export const readings = sqliteTable(
  "readings",
  {
    refreshId: integer("refresh_id").notNull(),
    listId: integer("list_id").notNull(),
    state: text("state").$type<ReadingState>().notNull(),
    /** How many times the reading was started from page one. */
    round: integer("round").notNull().default(1),
    pagesRead: integer("pages_read").notNull().default(0),
    /** Estimated from the stated total and the first page; null before that. */
    pagesTotal: integer("pages_total"),
    /** Attempts at the current page, counted before it is asked for. */
    attempts: integer("attempts").notNull().default(0),
    /** Temporary failures at the current page. */
    retries: integer("retries").notNull().default(0),
    /** The current page is not asked for again before this. */
    notBefore: integer("not_before"),
    /** A page was read the slow way: the selectors need mending. */
    slowReading: integer("slow_reading", { mode: "boolean" }).notNull().default(false),
    /** Entries of the list that Letterboxd says are not films. */
    oddItems: integer("odd_items").notNull().default(0),
    /** Films on the proven list; null: it was not proven. */
    films: integer("films"),
    added: integer("added").notNull().default(0),
    removed: integer("removed").notNull().default(0),
    failureKind: text("failure_kind").$type<FailureKind>(),
    failureDetail: text("failure_detail"),
  },
  (reading) => [primaryKey({ columns: [reading.refreshId, reading.listId] })],
);

/** Arrivals on a country's services and departures from them: one row for each change that a look-up saw. */
export const arrivals = sqliteTable(
  "arrivals",
  {
    id: integer("id").primaryKey(),
    filmId: integer("film_id").notNull(),
    country: text("country").notNull(),
    /** TMDB's id; it is mapped to a brand when it is read. */
    provider: integer("provider").notNull(),
    kind: text("kind").$type<OfferKind>().notNull(),
    came: integer("came", { mode: "boolean" }).notNull(),
    at: integer("at").notNull(),
    /** Whether the offer counted as the owner's when this was written; null: not known. */
    mineThen: integer("mine_then", { mode: "boolean" }),
    /** Whether it stands for the whole brand; false: the version before wrote a row for each of its providers. */
    ofBrand: integer("of_brand", { mode: "boolean" }).notNull().default(false),
  },
  (row) => [index("arrivals_at").on(row.at)],
);

/** The parts that views are made of: see list/snapshot.ts. Each version of the code has its own parts. */
export const snapshot = sqliteTable(
  "snapshot",
  {
    format: integer("format").notNull(),
    name: text("name").notNull(),
    /** Changes whenever the body does. */
    version: text("version").notNull(),
    body: text("body").notNull(),
  },
  (part) => [primaryKey({ columns: [part.format, part.name] })],
);

export type RefreshState = "reading" | "looking-up" | "ended";

/** One row for each refresh. The counters are updated as things happen, so that showing them needs no counting. */
export const refreshes = sqliteTable("refreshes", {
  id: integer("id").primaryKey(),
  trigger: text("trigger").$type<RefreshTrigger>().notNull(),
  /** The whole list is read, even if a shortened reading would prove it. */
  full: integer("full", { mode: "boolean" }).notNull().default(false),
  /** Every film is looked up, however fresh its last answer. */
  everyFilm: integer("every_film", { mode: "boolean" }).notNull().default(false),
  /** null: no member is configured, so nothing is asked of Letterboxd. */
  username: text("username"),
  country: text("country").notNull(),
  state: text("state").$type<RefreshState>().notNull(),
  outcome: text("outcome").$type<RefreshOutcome>(),
  startedAt: integer("started_at").notNull(),
  finishedAt: integer("finished_at"),
  /** When the reading, and the look-ups, last made progress: a refresh that has stalled is woken by the tick. */
  progressAt: integer("progress_at").notNull(),
  lookupsAt: integer("lookups_at").notNull(),

  /** The first version's, from here to `notBefore`: now each list has its own, in `readings`. */
  round: integer("round").notNull().default(1),
  pagesRead: integer("pages_read").notNull().default(0),
  pagesTotal: integer("pages_total"),
  attempts: integer("attempts").notNull().default(0),
  refusalCount: integer("refusals").notNull().default(0),
  notBefore: integer("not_before"),
  /**
   * Summed up over all lists of the refresh, as are the columns up to `removed` and the failure. A page was read the
   * slow way.
   */
  slowReading: integer("slow_reading", { mode: "boolean" }).notNull().default(false),
  /** Entries of the lists that Letterboxd says are not films. */
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

/** The pages that the current refresh has read of a list, and that wait until the whole list is proven. */
export const pages = sqliteTable("pages", {
  page: integer("page").primaryKey(),
  refreshId: integer("refresh_id").notNull(),
  films: text("films", { mode: "json" }).$type<ReadFilm[]>().notNull(),
  total: integer("total"),
});

/** The look-ups of the current refresh, up to five films a row; a queue message names one row. */
export const lookups = sqliteTable("lookups", {
  id: integer("id").primaryKey(),
  refreshId: integer("refresh_id").notNull(),
  filmIds: text("film_ids", { mode: "json" }).$type<number[]>().notNull(),
  /** Those of them that are not looked up yet. */
  leftIds: text("left_ids", { mode: "json" }).$type<number[]>().notNull(),
  /** A message was sent for it. It may never arrive: look-ups that stall are sent again. */
  sent: integer("sent", { mode: "boolean" }).notNull().default(false),
  /** Attempts since the last one that finished any film; counted before the work. */
  attempts: integer("attempts").notNull().default(0),
});

/** Films whose own page at Letterboxd is to be asked which TMDB title they are, one after another. */
export const filmPages = sqliteTable("film_pages", {
  filmId: integer("film_id").primaryKey(),
  refreshId: integer("refresh_id").notNull(),
  /** Counted before the work. */
  attempts: integer("attempts").notNull().default(0),
});

/** One row: who may send a request to Letterboxd now, and when the next one may be sent. Milliseconds since 1970. */
export const gate = sqliteTable("gate", {
  name: text("name").primaryKey(),
  owner: text("owner"),
  until: integer("until").notNull().default(0),
  nextAt: integer("next_at").notNull().default(0),
  /** After a challenge no request is sent before this, unless the owner presses the button. */
  closedUntil: integer("closed_until").notNull().default(0),
});

/**
 * Single values that outlast a refresh. kv.ts has the shapes of most; services.ts, layout.ts and upgrade.ts have keys
 * of their own.
 */
export const kv = sqliteTable("memory", {
  key: text("key").primaryKey(),
  value: text("value", { mode: "json" }).notNull(),
});

/** The imported files; the last import of each list can be undone. */
export const imports = sqliteTable("imports", {
  id: integer("id").primaryKey(),
  importedAt: integer("imported_at").notNull(),
  /** The list that it filled; null: the first version took it in, when there was only one. */
  listId: integer("list_id"),
  fileName: text("file_name").notNull(),
  films: integer("films").notNull(),
  added: integer("added").notNull(),
  removed: integer("removed").notNull(),
  /** The file's list before this import, [film id, place, added on], for an undo. null: a later import replaced it. */
  before: text("before", { mode: "json" }).$type<[number, number, string | null][]>(),
  undoneAt: integer("undone_at"),
});
