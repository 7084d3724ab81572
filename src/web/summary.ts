// The numbers and the news of the list in one small answer, for a dashboard. Asks nobody outside.

import { Hono } from "hono";
import type { App, AppContext } from "../context.ts";
import { findCards } from "../d1/film-cards.ts";
import type { Film } from "../list/filter.ts";
import { newsOf } from "../list/news.ts";
import { shownFilms, type ShownFilm } from "../list/shown-film.ts";
import type { Coming } from "../list/snapshot.ts";
import type { Settings } from "../settings/index.ts";
import { iso, seconds } from "../time.ts";
import { answerJson } from "./answer-tagged.ts";
import { readAskedView, type AskedView } from "./asked-view.ts";
import { letterboxdOf } from "./letterboxd-page.ts";

export const summary = new Hono<App>();

/** Of arrivals, of departures, and of what is coming. Home Assistant keeps them beside a number, so they have to be few. */
const MOST_NEWS = 20;

summary.get("/api/summary", async (c) => {
  const asked = await readAskedView(c);
  if (asked instanceof Response) return asked;
  const { active, updatedAt } = asked.page.layout;
  const { groups } = asked.view;
  return answerJson(c, {
    country: asked.country,
    updatedAt: updatedAt === null ? null : iso(updatedAt),
    state: active === null ? "idle" : active.state === "reading" ? "reading" : "looking-up",
    films: Object.values(groups).reduce((sum, films) => sum + films, 0),
    mine: groups.mine,
    ...(await readNews(c.var.context, asked)),
  });
});

/**
 * The newest first; what is coming, the next day first. Before services are chosen nothing is mine, so
 * that nothing came to mine.
 */
async function readNews({ db, settings, now }: AppContext, { view, page }: AskedView) {
  const { layout, snapshot } = page;
  const moved = layout.choice === null ? [] : movedFilms(view.films);
  const came = moved.filter(({ movement }) => movement?.came).slice(0, MOST_NEWS);
  const left = moved.filter(({ movement }) => !movement?.came).slice(0, MOST_NEWS);
  const coming = newsOf(view, seconds(now()), settings.timeZone).coming.slice(0, MOST_NEWS);
  const ids = [...came, ...left, ...coming].map(({ id }) => id);
  const { letterboxdOrigin } = settings;
  const cards = await findCards(db, page.here, { ids, withLists: false });
  const names = new Map(snapshot.services.services.map(({ id, name }) => [id, name]));
  const news = (films: readonly Film[]) =>
    shownFilms(films, cards, snapshot.services).map((film) =>
      newsItem(film, names, { letterboxdOrigin }),
    );
  const isComing = new Map(coming.map((film) => [film.id, film.coming]));
  return {
    arrived: news(came),
    left: news(left),
    coming: shownFilms(coming, cards, snapshot.services).map((film) =>
      comingItem(film, isComing.get(film.id), { letterboxdOrigin }),
    ),
  };
}

function movedFilms(films: readonly Film[]): Film[] {
  return films
    .filter(({ movement }) => movement !== undefined)
    .toSorted((a, b) => (b.movement?.at ?? 0) - (a.movement?.at ?? 0));
}

function newsItem(
  film: ShownFilm,
  names: ReadonlyMap<number, string>,
  settings: Pick<Settings, "letterboxdOrigin">,
) {
  const { title, year, movement, link } = film;
  return {
    title,
    year,
    service: names.get(movement?.service ?? -1) ?? null,
    at: iso(movement?.at ?? 0),
    link: link ?? letterboxdOf(film, settings),
  };
}

/** `day` is one of the calendar, and no instant. */
function comingItem(
  film: ShownFilm,
  coming: Coming | undefined,
  settings: Pick<Settings, "letterboxdOrigin">,
) {
  const { title, year, link } = film;
  return {
    title,
    year,
    day: new Date((coming?.day ?? 0) * DAY_MS).toISOString().slice(0, 10),
    note: coming?.note ?? null,
    link: link ?? letterboxdOf(film, settings),
  };
}

const DAY_MS = 86_400_000;
