// What the demo's page New shows without waiting. The first refresh of an app announces nothing, so what services got and
// lost in the days before is written into the demo's ledger; and some films come out soon, which a second look-up finds.

import type { DatabaseSync } from "node:sqlite";
import { findFilm } from "../stand-ins/films.ts";
import type { ServedStandIns } from "../stand-ins/serve.ts";

const DAY_SECONDS = 86_400;

/** Days from now, and TMDB's note. */
const COMING = {
  "the-odyssey-2026": { days: 8, note: "Netflix" },
  "sentimental-value-2025": { days: 15, note: "MUBI" },
  "jack-of-spades": { days: 29, note: "" },
  "heat-2": { days: 72, note: "VOD" },
};

/** How long ago films came, or left, in days; several at once stand together. */
const CAME_DAYS = [0, 0, 2, 5, 5, 5, 9];
const LEFT_DAYS = [1, 6];

const NETFLIX = 8;

export function announceComing({ tmdb }: ServedStandIns, country: string): void {
  for (const [slug, { days, note }] of Object.entries(COMING)) {
    const title = findFilm(slug).tmdb;
    const date = new Date(Date.now() + days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
    if (title !== null) tmdb.setDigital(title.key, country, [{ date, note }]);
  }
}

/** Films that stream now came there; films that stream nowhere left Netflix. */
export function addNews(db: DatabaseSync, country: string): void {
  const now = Math.floor(Date.now() / 1000);
  const streams = `json_array_length(countries, '$.${country}.offers.stream')`;
  const write = db.prepare(`
    insert into arrivals (film_id, country, provider, kind, came, at, of_brand)
    select films.id, ?, coalesce(?, countries ->> '$.${country}.offers.stream[0].id'), 'stream', ?, ?, 1
    from films join list_films on film_id = films.id and place is not null
    where iif(?, ${streams} > 0, ${streams} = 0 and json_array_length(countries, '$.${country}.offers.buy') > 0)
      and films.id not in (select film_id from arrivals)
    order by films.id % 7, films.id limit 1`);
  for (const days of CAME_DAYS) write.run(country, null, 1, now - days * DAY_SECONDS, 1);
  for (const days of LEFT_DAYS) write.run(country, NETFLIX, 0, now - days * DAY_SECONDS, 0);
}
