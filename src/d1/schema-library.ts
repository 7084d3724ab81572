// Which listed films stand on a media server of the household's own. A part of schema.ts.

import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const libraryItems = sqliteTable(
  "library_items",
  {
    /** TMDB's number of the film. */
    tmdbId: integer("tmdb_id").notNull(),
    /** `jellyfin`, `plex`. */
    server: text("server").notNull(),
    /** The item's page there. */
    link: text("link").notNull(),
    /** When the reading began that saw it last, in seconds since 1970. */
    seenAt: integer("seen_at").notNull(),
  },
  (row) => [primaryKey({ columns: [row.tmdbId, row.server] })],
);
