// What is coming as a calendar, for whatever subscribes to one. Asks nobody outside.

import { Hono } from "hono";
import { comingWords } from "../../templates/parts/coming-words.ts";
import { filmAddress } from "../../templates/parts/card.ts";
import type { App } from "../context.ts";
import { listComing, type ComingFilm } from "../d1/coming-films.ts";
import { seconds } from "../time.ts";
import { readAddress } from "./feed-address.ts";
import { fingerprint } from "./fingerprint.ts";
import { publicOrigin } from "./public-origin.ts";
import type { DayEvent } from "./write-calendar.ts";

export const calendar = new Hono<App>();

const MOST_EVENTS = 200;

calendar.get("/calendar.ics", async (c) => {
  const { db, settings, now } = c.var.context;
  const address = await readAddress(c);
  if (typeof address === "string") return c.text(`${address}\n`, 400);
  const { country, lists } = address;
  const films = await listComing(db, settings, {
    country,
    lists,
    limit: MOST_EVENTS,
    now: seconds(now()),
  });
  const origin = publicOrigin(c);
  const events = films.map((film) => eventOf(film, country, origin));
  const { writeCalendar } = await import("./write-calendar.ts");
  const body = writeCalendar("Digital releases of my watchlist", events);
  const tag = `W/"${await fingerprint(body)}"`;
  c.header("ETag", tag);
  if (c.req.header("If-None-Match") === tag) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": "text/calendar; charset=utf-8" });
});

function eventOf(film: ComingFilm, country: string, origin: string): DayEvent {
  const { tmdbId, title, year, coming, checkedAt } = film;
  return {
    uid: `digital-${country}-movie-${tmdbId}@watchwhere`,
    day: coming.day,
    summary: `${title}${year === null ? "" : ` (${year})`}: digital release`,
    description: `${comingWords(coming, checkedAt)}. From TMDB, which doesn’t say whether it can be rented or comes with a subscription.`,
    url: `${origin}${filmAddress(film)}`,
    stampedAt: checkedAt,
  };
}
