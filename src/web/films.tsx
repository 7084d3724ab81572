// The first page: a view of the list or, while that is read for the first time, of what was read so far. One round trip or,
// where other films are shown than last time, two; asks nobody outside.

import { Hono, type Context } from "hono";
import { FilmsPage } from "../../templates/pages/films.tsx";
import type { App } from "../context.ts";
import { findFilmsSoFar } from "../d1/films-so-far.ts";
import { LATELY_DAYS, type Film } from "../list/filter.ts";
import { isPlain } from "../list/query.ts";
import { shownFilms } from "../list/shown-film.ts";
import { viewOf, type View } from "../list/view.ts";
import { startFirst } from "../refresh/tick.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import { answer, layoutView } from "./layout-data.ts";
import { readCardView } from "./read-page.ts";

/** Films on one page of a view. */
export const SCREEN = 36;

/** How many films the strip of arrivals at the top of the page shows. */
const NEW_SHOWN = 12;

export const filmsPage = new Hono<App>();

filmsPage.get("/", async (c) => {
  const { context } = c.var;
  const { db } = context;
  const now = seconds(context.now());
  const page = await readFilms(c);
  const { layout, here, query } = page;
  const isRead = [...page.snapshot.listFilms.values()].some((films) => films.length > 0);
  const soFar =
    !isRead && layout.active?.state === "reading"
      ? await findFilmsSoFar(db, here, page.snapshot.marks)
      : null;
  const snapshot = soFar?.snapshot ?? page.snapshot;
  const view = viewOf(snapshot, layout.choice, query, now);
  const screen = view.films.slice((query.page - 1) * SCREEN, query.page * SCREEN);
  const strip = isPlain(query) ? newFilms(view, now) : [];
  const ids = [...screen, ...strip].map(({ id }) => id);
  const cards = soFar?.cards ?? (await page.cards({ ids, withLists: view.lists.length > 1 }));
  return answer(
    c,
    <FilmsPage
      layout={await layoutView(context, layout, view.whole.films.length)}
      view={view}
      query={query}
      choice={layout.choice}
      films={shownFilms(screen, cards, snapshot.services, snapshot.abroad)}
      strip={shownFilms(strip, cards, snapshot.services)}
      screen={SCREEN}
      saved={c.req.query("saved") === "1"}
      isSoFar={soFar !== null}
    />,
  );
});

/**
 * On Cloudflare the first view of an empty app starts the first refresh, which would otherwise wait for the next tick.
 * At home the first tick comes with the start.
 */
async function readFilms(c: Context<App>) {
  const page = await readCardView(c);
  const { context } = c.var;
  const { active, ended } = page.layout;
  const { settings } = context;
  if (settings.atHome || settings.members.length === 0 || active !== null || ended !== null)
    return page;
  await startFirst(context);
  return readCardView(c);
}

/** Films that came to my services lately, newest first. */
function newFilms({ films }: View, now: number): Film[] {
  const since = now - LATELY_DAYS * DAY_SECONDS;
  return films
    .filter((film) => cameAt(film) > since)
    .toSorted((a, b) => cameAt(b) - cameAt(a))
    .slice(0, NEW_SHOWN);
}

function cameAt({ movement }: Film): number {
  return movement?.came ? movement.at : 0;
}
