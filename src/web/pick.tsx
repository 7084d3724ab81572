// Picks one film from a view. The seed and the turn in the address decide which: nothing is stored, "another" is the
// next turn, and no film is repeated until all have been shown.

import { Hono } from "hono";
import { PickPage } from "../../templates/pages/pick.tsx";
import type { App } from "../context.ts";
import { findPickCard } from "../d1/film-cards.ts";
import { shuffled } from "../list/order.ts";
import { parseQuery, type Query } from "../list/query.ts";
import { shownFilms } from "../list/shown-film.ts";
import { viewOf } from "../list/view.ts";
import { seconds } from "../time.ts";
import type { MarkedFilm } from "../../templates/parts/mark-forms.tsx";
import { readKept } from "./kept-choice.ts";
import { answer, layoutView } from "./layout-data.ts";
import { readView } from "./read-page.ts";

export const pickPage = new Hono<App>();

export const SEEDS = 1_000_000;

pickPage.get("/pick", async (c) => {
  const { context } = c.var;
  const fields = new URL(c.req.url).searchParams;
  const asked = parseQuery(fields);
  // Without a seed it is another film each time. The links on the page keep the seed that it was made with.
  const isNew = asked.seed === null;
  const seed = asked.seed ?? Math.floor(Math.random() * SEEDS);
  if (isNew) c.header("Cache-Control", "no-store");
  const turn = turnOf(fields.get("turn"));
  const {
    layout,
    snapshot,
    here,
    query: { lists, all, country, servers },
  } = await readView(c);
  const query = forTonight({ ...asked, seed, lists, all, country, servers });
  const view = viewOf(snapshot, layout.choice, query, seconds(context.now()));
  const { films } = readKept(c).notTonight;
  const candidates = view.films.filter(({ id }) => !films.includes(id));
  const film = shuffled(candidates, seed)[turn];
  const card = film ? await findPickCard(context.db, here, film.id) : null;
  const [shown] =
    film && card
      ? shownFilms([film], new Map([[film.id, card]]), snapshot.services, snapshot.abroad)
      : [];
  return answer(
    c,
    <PickPage
      film={shown && card ? { ...card, ...shown } : null}
      turn={turn}
      isNew={isNew}
      candidates={candidates.length}
      marked={markedIn(fields.get("marked"))}
      view={view}
      query={query}
      choice={layout.choice}
      layout={await layoutView(context, layout, view.whole.films.length)}
    />,
  );
});

/** Picks only films on my services, unless the query asks for other offers or another group. */
export function forTonight(query: Query): Query {
  const asksForOffers = query.kinds.length + query.services.length + query.servers.length > 0;
  return { ...query, availability: query.availability ?? (asksForOffers ? null : "mine"), page: 1 };
}

/** `hidden-12`: what was marked last, to be undone. */
function markedIn(text: string | null): MarkedFilm | null {
  const [, mark, id] = /^(seen|hidden)-(\d{1,10})$/.exec(text ?? "") ?? [];
  return mark === undefined
    ? null
    : { mark: mark === "seen" ? "seen" : "hidden", filmId: Number(id) };
}

/** Counts from 0. */
function turnOf(text: string | null): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
