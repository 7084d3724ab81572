// Who made a film, as TMDB said it last. In a table of its own, because it is asked for apart from all else and, like a
// film's row, costs one row written. A part of schema.ts.

import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { FailureKind } from "../failure.ts";

export const filmCredits = sqliteTable("film_credits", {
  filmId: integer("film_id").primaryKey(),
  /** The title that was asked for: once the film is matched with another one, this row counts no more. */
  ofType: text("of_type").$type<"movie" | "tv">().notNull(),
  ofId: integer("of_id").notNull(),
  /** When it was last asked for, in seconds since 1970, with whatever success. */
  askedAt: integer("asked_at").notNull(),
  /** When the last good answer came, even if it was that TMDB has no such title; null: none has. */
  knownAt: integer("known_at"),
  /** Names; of a series, of those who created it. */
  directors: text("directors", { mode: "json" }).$type<string[]>(),
  actors: text("actors", { mode: "json" }).$type<string[]>(),
  /** YouTube's key. */
  trailer: text("trailer"),
  /** Codes of ISO 3166-1. */
  madeIn: text("made_in", { mode: "json" }).$type<string[]>(),
  /** Why the last question brought nothing new; null if it did. */
  failureKind: text("failure_kind").$type<FailureKind>(),
});
