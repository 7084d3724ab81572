// The numbers and the news of the list in one small answer, for a dashboard. Asks nobody outside.

import { Hono } from "hono";
import type { App, AppContext } from "../context.ts";
import { findCards } from "../d1/film-cards.ts";
import type { Film } from "../list/filter.ts";
import { shownFilms, type ShownFilm } from "../list/shown-film.ts";
import type { Settings } from "../settings/index.ts";
import { answerJson } from "./answer-json.ts";
import { readAskedView, type AskedView } from "./asked-view.ts";
import { letterboxdOf } from "./letterboxd-page.ts";

export const summary = new Hono<App>();

/** Of arrivals, and of departures. Home Assistant keeps them beside a number, so they have to be few. */
const MOST_NEWS = 20;

summary.get("/api/summary", async (c) => {
  const asked = await readAskedView(c);
  if (asked instanceof Response) return asked;
  const { active, updatedAt } = asked.page.layout;
  const { mine, elsewhere, nowhere, unknown } = asked.view.groups;
  return answerJson(c, {
    country: asked.country,
    updatedAt: updatedAt === null ? null : iso(updatedAt),
    state: active === null ? "idle" : active.state === "reading" ? "reading" : "looking-up",
    films: mine + elsewhere + nowhere + unknown,
    mine,
    ...(await newsOf(c.var.context, asked)),
  });
});

/** The newest first. Before services are chosen nothing is mine, so that nothing is news. */
async function newsOf({ db, settings }: AppContext, { view, page }: AskedView) {
  const { layout, snapshot } = page;
  const moved = layout.choice === null ? [] : movedFilms(view.films);
  const came = moved.filter(({ movement }) => movement?.came).slice(0, MOST_NEWS);
  const left = moved.filter(({ movement }) => !movement?.came).slice(0, MOST_NEWS);
  const ids = [...came, ...left].map(({ id }) => id);
  const { letterboxdOrigin } = settings;
  const cards = await findCards(db, page.here, ids, { withLists: false });
  const names = new Map(snapshot.services.services.map(({ id, name }) => [id, name]));
  const news = (films: readonly Film[]) =>
    shownFilms(films, cards, snapshot.services).map((film) =>
      newsItem(film, names, { letterboxdOrigin }),
    );
  return { arrived: news(came), left: news(left) };
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

function iso(at: number): string {
  return new Date(at * 1000).toISOString();
}
