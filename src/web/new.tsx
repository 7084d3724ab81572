// Recent arrivals on my services and departures from them. Two round trips; asks nobody outside.

import { Hono } from "hono";
import { NewPage } from "../../templates/pages/new.tsx";
import type { App } from "../context.ts";
import { findCards } from "../d1/film-cards.ts";
import type { Film } from "../list/filter.ts";
import { PLAIN_QUERY } from "../list/query.ts";
import { shownFilms } from "../list/shown-film.ts";
import { viewOf } from "../list/view.ts";
import { seconds } from "../time.ts";
import { answer, layoutView } from "./layout-data.ts";
import { readView } from "./read-page.ts";

/** Of arrivals, and of departures. */
const MOST_FILMS = 36;

export const newPage = new Hono<App>();

newPage.get("/new", async (c) => {
  const { context } = c.var;
  const { db } = context;
  const {
    layout,
    snapshot,
    here,
    query: { lists, all, country },
  } = await readView(c);
  const query = { ...PLAIN_QUERY, lists, all, country };
  const view = viewOf(snapshot, layout.choice, query, seconds(context.now()));
  const moved = view.films.filter(({ movement }) => movement !== undefined).toSorted(newestFirst);
  const came = moved.filter(({ movement }) => movement?.came).slice(0, MOST_FILMS);
  const left = moved.filter(({ movement }) => !movement?.came).slice(0, MOST_FILMS);
  const ids = [...came, ...left].map(({ id }) => id);
  const cards = await findCards(db, here, ids, { withLists: view.lists.length > 1 });
  return answer(
    c,
    <NewPage
      came={shownFilms(came, cards, snapshot.services)}
      left={shownFilms(left, cards, snapshot.services)}
      view={view}
      query={query}
      choice={layout.choice}
      layout={await layoutView(context, layout, view.whole.films.length)}
    />,
  );
});

function newestFirst(a: Film, b: Film): number {
  return (b.movement?.at ?? 0) - (a.movement?.at ?? 0);
}
