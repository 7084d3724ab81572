// What is new on my services, and what is coming. One round trip, or two; asks nobody outside.

import { Hono } from "hono";
import { NewPage } from "../../templates/pages/new.tsx";
import type { App } from "../context.ts";
import type { Film } from "../list/filter.ts";
import { newsOf } from "../list/news.ts";
import { PLAIN_QUERY } from "../list/query.ts";
import { shownFilms } from "../list/shown-film.ts";
import { viewOf } from "../list/view.ts";
import { seconds } from "../time.ts";
import { noteVisit } from "./last-visit.ts";
import { answer, layoutView } from "./layout-data.ts";
import { readCardView } from "./read-page.ts";

export const newPage = new Hono<App>();

newPage.get("/new", async (c) => {
  const { context } = c.var;
  const { settings } = context;
  const now = seconds(context.now());
  const {
    layout,
    snapshot,
    cards: findCards,
    query: { lists, all, country },
  } = await readCardView(c);
  const query = { ...PLAIN_QUERY, lists, all, country };
  const view = viewOf(snapshot, layout.choice, query, now);
  const news = newsOf(view, now, settings.timeZone);
  const films = [
    ...[...news.came, ...news.left].flatMap((day) => day.films),
    ...news.added,
    ...news.coming,
  ];
  const ids = films.map(({ id }) => id);
  const cards = await findCards({ ids, withLists: view.lists.length > 1 });
  noteVisit(c, layout.newestAt);
  return answer(
    c,
    <NewPage
      news={news}
      shown={(some: readonly Film[]) => shownFilms(some, cards, snapshot.services)}
      view={view}
      query={query}
      choice={layout.choice}
      layout={await layoutView(context, layout, view.whole.films.length)}
    />,
  );
});
