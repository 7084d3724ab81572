// What is coming as a calendar, for whatever subscribes to one. Asks nobody outside.

import { Hono } from "hono";
import { comingWords } from "../../templates/parts/coming-words.ts";
import { filmAddress } from "../../templates/parts/card.ts";
import type { App } from "../context.ts";
import { listComing, type ComingFilm } from "../d1/coming-films.ts";
import { seconds } from "../time.ts";
import { answerTagged } from "./answer-tagged.ts";
import { readAddress } from "./feed-address.ts";
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
  const text = writeCalendar("Digital releases of my watchlist", events);
  return answerTagged(c, text, "text/calendar; charset=utf-8");
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
