// The first page: a view of the list. Three statements in one round trip; asks nobody outside.

import { Hono } from "hono";
import { ShelfPage } from "../templates/shelf-page.tsx";
import type { WiderView } from "../templates/states.tsx";
import { dispensable } from "../templates/filter-words.ts";
import { frameFor, frameOf, readFrame, type Frame } from "./d1/page-frame.ts";
import { countGroups, countKeptOut, filmsOfView, readFilms, SCREEN } from "./d1/shelf-view.ts";
import { together } from "./d1/together.ts";
import { answer, frameView } from "./show-frame.ts";
import { isFiltered, parseView, viewAddress, type View } from "./shelf/view.ts";
import { seconds } from "./time.ts";
import type { App, World } from "./world.ts";

export const showShelf = new Hono<App>();

showShelf.get("/", async (c) => {
  const { world } = c.var;
  const view = parseView(new URL(c.req.url).searchParams);
  const now = seconds(world.now());
  const [stored, films, groups] = await together(world.db, [
    frameOf(world.db),
    filmsOfView(world, view, now),
    // The counts of the whole list are stored with the facets.
    ...(isFiltered(view) ? [countGroups(world, view, now)] : []),
  ] as const);
  const frame = frameFor(world.settings, readFrame(stored));
  const found = readFilms(films);
  return answer(
    c,
    <ShelfPage
      frame={await frameView(world, frame)}
      facets={frame.facets}
      choice={frame.choice}
      view={view}
      films={found}
      counts={groups?.[0] ?? frame.facets.standings}
      screen={SCREEN}
      wider={found.length === 0 ? await widerViews(world, view, frame) : []}
      saved={c.req.query("saved") === "1"}
    />,
  );
});

/** A second round trip, where the first found nothing. */
async function widerViews(world: World, view: View, { facets }: Frame): Promise<WiderView[]> {
  const filters = dispensable(view, facets);
  // Without its only filter a view is the whole list, which is offered anyway.
  if (filters.length < (view.standing === null ? 2 : 1)) return [];
  const alone = filters.map(({ only }) => only);
  const [[counts]] = await together(world.db, [
    countKeptOut(world, view.standing, alone, seconds(world.now())),
  ]);
  return filters
    .map(({ words, without }, i) => ({
      without: words,
      address: viewAddress(view, without),
      films: counts?.[`n${i}`] ?? 0,
    }))
    .filter(({ films }) => films > 0);
}
