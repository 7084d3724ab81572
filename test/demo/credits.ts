// Who made the demo's films. The app asks for three at each tick, so that all of them would take it half an hour.

import type { DatabaseSync } from "node:sqlite";
import type { StandInFilm } from "../stand-ins/film.ts";

/** Once the films have been looked up. */
export function addCredits(db: DatabaseSync, films: readonly StandInFilm[]): void {
  const insert = db.prepare(`
    insert or ignore into film_credits (film_id, of_type, of_id, asked_at, known_at, directors, actors, trailer, made_in)
    select id, tmdb_type, tmdb_id, unixepoch(), unixepoch(), ?, ?, ?, ? from films where tmdb_type = ? and tmdb_id = ?`);
  for (const { tmdb } of films) {
    if (tmdb === null) continue;
    const { people, trailer, key } = tmdb;
    insert.run(
      JSON.stringify(people.directors.slice(0, 3)),
      JSON.stringify(people.cast.slice(0, 5)),
      trailer,
      JSON.stringify(people.countries),
      key.type,
      key.id,
    );
  }
}
