// The first page: a view of the list. Three statements in one round trip; asks nobody outside.

import { Hono } from "hono";
import { ShelfPage } from "../../templates/pages/films.tsx";
import { frameFor, frameOf, readFrame } from "../d1/page-frame.ts";
import { countGroups, filmsOfView, readFilms, SCREEN } from "../d1/shelf-view.ts";
import { batch } from "../d1/batch.ts";
import { answer, frameView } from "./layout-data.ts";
import { isFiltered, parseView } from "../shelf/view.ts";
import { seconds } from "../time.ts";
import { findWiderViews } from "./suggestions.ts";
import type { App } from "../context.ts";

export const showShelf = new Hono<App>();

showShelf.get("/", async (c) => {
  const { context } = c.var;
  const view = parseView(new URL(c.req.url).searchParams);
  const now = seconds(context.now());
  const [stored, films, groups] = await batch(context.db, [
    frameOf(context.db),
    filmsOfView(context, view, now),
    // The counts of the whole list are stored with the facets.
    ...(isFiltered(view) ? [countGroups(context, view, now)] : []),
  ] as const);
  const frame = frameFor(context.settings, readFrame(stored));
  const found = readFilms(films);
  return answer(
    c,
    <ShelfPage
      frame={await frameView(context, frame)}
      facets={frame.facets}
      choice={frame.choice}
      view={view}
      films={found}
      counts={groups?.[0] ?? frame.facets.standings}
      screen={SCREEN}
      wider={
        found.length === 0 && view.page === 1 ? await findWiderViews(context, view, frame) : []
      }
      saved={c.req.query("saved") === "1"}
    />,
  );
});
