// Picks one film from a view. Which one follows from the seed and the turn in the address alone: nothing is
// remembered, "another" is the next turn, and no film comes twice before all were shown.

import { Hono } from "hono";
import { PickPage } from "../../templates/pages/pick.tsx";
import { frameFor, frameOf, readFrame } from "../d1/page-frame.ts";
import { countGroups, pickOfView, readPick } from "../d1/shelf-view.ts";
import { batch } from "../d1/batch.ts";
import { countOfView, isFiltered, parseView, viewAddress, type View } from "../shelf/view.ts";
import { answer, frameView } from "./layout-data.ts";
import { seconds } from "../time.ts";
import { findWiderViews } from "./suggestions.ts";
import type { App } from "../context.ts";

export const showPick = new Hono<App>();

const SEEDS = 1_000_000;

showPick.get("/pick", async (c) => {
  const { context } = c.var;
  const query = new URL(c.req.url).searchParams;
  const view = forTonight(parseView(query));
  if (view.seed === null) {
    const seed = Math.floor(Math.random() * SEEDS);
    c.header("Cache-Control", "no-store");
    return c.redirect(viewAddress(view, { seed }, "/pick"), 302);
  }
  const now = seconds(context.now());
  const turn = turnOf(query.get("turn"));
  const [stored, films, groups] = await batch(context.db, [
    frameOf(context.db),
    pickOfView(context, view, now, turn),
    // The counts of the whole list are stored with the facets.
    ...(isFiltered(view) ? [countGroups(context, view, now)] : []),
  ] as const);
  const frame = frameFor(context.settings, readFrame(stored));
  const counts = groups?.[0] ?? frame.facets.standings;
  const total = countOfView(view, counts);
  return answer(
    c,
    <PickPage
      film={readPick(films)}
      turn={turn}
      total={total}
      counts={counts}
      wider={total === 0 ? await findWiderViews(context, view, frame, "/pick") : []}
      view={view}
      facets={frame.facets}
      choice={frame.choice}
      frame={await frameView(context, frame)}
    />,
  );
});

/** Nobody wants to be sent to a film that cannot be watched, unless the view asks for other offers. */
function forTonight(view: View): View {
  const asksForOffers = view.kinds.length + view.services.length > 0;
  return { ...view, standing: view.standing ?? (asksForOffers ? null : "mine"), page: 1 };
}

/** From 0. */
function turnOf(text: string | null): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
