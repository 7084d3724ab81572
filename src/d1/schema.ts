// The tables. D1 is the truth of the whole app: whatever is under way can be picked up from here alone.
// `npm run migration` makes the next file of migrations/ from this. Times are whole seconds since 1970, UTC.
//
// On Cloudflare's Free plan 100,000 rows a day may be written, and each index that is touched counts as one
// more. So what changes with every look-up stands in no index, and a film's offers are JSON in its own row.
//
// "The first version's": a column that only the upgrade reads (upgrade.ts, late-writes.ts). It stays for as long as that
// version may still be running on the same database.

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
    /** The first version's, now in `list_films`. Greater is newer; null: not on the live list. */
    livePlace: integer("live_place"),
    /** The first version's: the same for what the owner's last export brought. */
    exportPlace: integer("export_place"),
    /** The first version's, now in `list_films`: the ISO date on which the member added the film. */
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

    /** The first version's, now in `countries`: the one country, and what it offers. */
    country: text("country"),
    offers: text("offers", { mode: "json" }).$type<Offers>(),
    link: text("link"),
    /** The first version's, now in `arrivals`: what came and went lately, by look-up. */
    changes: text("changes", { mode: "json" }).$type<unknown[]>(),
    /** The last good answer. A failed look-up leaves it, and the offers, as they were. */
    checkedAt: integer("checked_at"),
    /** Why the last look-up gave nothing new; null when it did. */
    failureKind: text("failure_kind").$type<FailureKind>(),

    /** What each country offers. Only countries that are configured, or were until lately, are kept. */
    countries: text("countries", { mode: "json" }).$type<Record<string, CountryOffers>>(),
    /** The film as the snapshot holds it (see list/snapshot.ts); null: to be made anew. */
    entry: text("entry"),
  },
  (film) => [
    index("films_live")
      .on(film.livePlace)
      .where(sql`live_place is not null`),
  ],
);

/**
 * The lists whose films are shown or marked, a row each. A member's watchlist as Letterboxd shows it and the file
 * that they brought are two rows, and one list to the eye.
 */
export const lists = sqliteTable("lists", {
  id: integer("id").primaryKey(),
  kind: text("kind").$type<ListKind>().notNull(),
  /** Whose it is, by the name at Letterboxd, in lower case; null: of nobody who was named yet. */
  member: text("member"),
  /** The list's path at Letterboxd, `/dave/list/slug/`; null: it has none. */
  path: text("path"),
  /** As it is shown; null: it goes by its member. */
  name: text("name"),
  createdAt: integer("created_at").notNull(),
  /** When its films were last proven; null: never. */
  provenAt: integer("proven_at"),
  /** When it was last read from the first film to the last; null: never. */
  readWholeAt: integer("read_whole_at"),
  /** When it was removed, or was seen to be configured no longer; null: it is there. */
  removedAt: integer("removed_at"),
  /** Followed lists are shown in this order, the least first; null: as they were added. */
  position: integer("position"),
  /** When its owner last changed it, as Letterboxd's page writes it; null: it was not said, or is not asked. */
  changedOn: text("changed_on"),
});

/**
 * Which film is on which list. One that leaves a list keeps its row there, without a place. Its migration makes it
 * WITHOUT ROWID, for which drizzle has no word: a place then costs one row written instead of three. There are few
 * lists, so that the lists of a film are found by the key as well.
 */
export const listFilms = sqliteTable(
  "list_films",
  {
    listId: integer("list_id").notNull(),
    filmId: integer("film_id").notNull(),
    /** Greater is newer, so that a new film moves no other. null: it has left the list. */
    place: integer("place"),
    /** ISO date on which it was added, as a file tells it. */
    addedOn: text("added_on"),
    /** When it was first seen on this list, once proven. */
    listedAt: integer("listed_at"),
    /** When it was seen to have left; null: it is there, or it left before this was kept. */
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
    /** Readings begun from page one. */
    round: integer("round").notNull().default(1),
    pagesRead: integer("pages_read").notNull().default(0),
    /** Estimated from the stated total and the first page; null before that. */
    pagesTotal: integer("pages_total"),
    /** Attempts at the present page, counted before it is asked for. */
    attempts: integer("attempts").notNull().default(0),
    /** Answers to the present page that were failures and may pass. */
    retries: integer("retries").notNull().default(0),
    /** The present page is not asked for again before this. */
    notBefore: integer("not_before"),
    /** A page was read the slow way: the selectors need mending. */
    slowReading: integer("slow_reading", { mode: "boolean" }).notNull().default(false),
    /** Items of the list that are not films by Letterboxd's own word. */
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

/** What came to a country's services and what left them: a row for each change that a look-up saw. */
export const arrivals = sqliteTable(
  "arrivals",
  {
    id: integer("id").primaryKey(),
    filmId: integer("film_id").notNull(),
    country: text("country").notNull(),
    /** TMDB's number; it becomes a brand when it is read. */
    provider: integer("provider").notNull(),
    kind: text("kind").$type<OfferKind>().notNull(),
    came: integer("came", { mode: "boolean" }).notNull(),
    at: integer("at").notNull(),
    /** Whether its brand was one of the owner's when this was written; null: not known. */
    mineThen: integer("mine_then", { mode: "boolean" }),
  },
  (row) => [index("arrivals_at").on(row.at)],
);

/** What views are made of, in parts, see snapshot.ts. Another version of the code has parts of its own. */
export const snapshot = sqliteTable(
  "snapshot",
  {
    format: integer("format").notNull(),
    name: text("name").notNull(),
    /** Another one whenever the body is. */
    version: text("version").notNull(),
    body: text("body").notNull(),
  },
  (part) => [primaryKey({ columns: [part.format, part.name] })],
);

export type RefreshTrigger =
  | "first" // the database was empty
  | "schedule"
  | "button"
  | "settings" // the country or the member changed
  | "import" // an export was brought in: look-ups only
  | "choice" // the owner said which title a film is: one look-up
  | "upgrade"; // another version of this app began: every film is asked for

/** `reading`: it waits for its turn, or is under way. `proven`, `failed`: it has ended so. */
export type ReadingState = "reading" | "proven" | "failed";
export type RefreshState = "reading" | "looking-up" | "ended";
export type RefreshOutcome = "done" | "partial" | "failed";

/** One row for each refresh. The counters are written as things happen, so that showing them counts nothing. */
export const refreshes = sqliteTable("refreshes", {
  id: integer("id").primaryKey(),
  trigger: text("trigger").$type<RefreshTrigger>().notNull(),
  /** The whole list is read, even where a shortened reading would be proof enough. */
  full: integer("full", { mode: "boolean" }).notNull().default(false),
  /** Every film is asked for, however fresh its last answer. */
  everyFilm: integer("every_film", { mode: "boolean" }).notNull().default(false),
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

  /** The first version's, from here to `notBefore`: now a list has them, in `readings`. */
  round: integer("round").notNull().default(1),
  pagesRead: integer("pages_read").notNull().default(0),
  pagesTotal: integer("pages_total"),
  attempts: integer("attempts").notNull().default(0),
  refusalCount: integer("refusals").notNull().default(0),
  notBefore: integer("not_before"),
  /** This, what follows up to `removed`, and the failure are of all its lists together. A page was read the slow way. */
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

/** The files that were brought in; of each list, the last one can be undone. */
export const imports = sqliteTable("imports", {
  id: integer("id").primaryKey(),
  importedAt: integer("imported_at").notNull(),
  /** The list that it brought; null: the first version took it in, for the one list that there was. */
  listId: integer("list_id"),
  fileName: text("file_name").notNull(),
  films: integer("films").notNull(),
  added: integer("added").notNull(),
  removed: integer("removed").notNull(),
  /** What earlier imports had brought, [film id, place, added on]: what an undo puts back. null: too long ago. */
  before: text("before", { mode: "json" }).$type<[number, number, string | null][]>(),
  undoneAt: integer("undone_at"),
});
