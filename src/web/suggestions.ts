// Where a view has no film: the views without one of its filters that have some.

import type { WiderView } from "../../templates/parts/suggestions.tsx";
import { dispensable } from "../../templates/parts/filter-words.ts";
import type { Frame } from "../d1/page-frame.ts";
import { countKeptOut } from "../d1/shelf-view.ts";
import { batch } from "../d1/batch.ts";
import { viewAddress, type View } from "../shelf/view.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** A round trip of its own, worth it where the first found nothing. `path`: where the views are shown. */
export async function findWiderViews(
  context: AppContext,
  view: View,
  { facets }: Frame,
  path = "/",
): Promise<WiderView[]> {
  const filters = dispensable(view, facets);
  // Without its only filter a view is the whole list, which is offered anyway.
  if (filters.length < (view.standing === null ? 2 : 1)) return [];
  const alone = filters.map(({ only }) => only);
  const [[counts]] = await batch(context.db, [
    countKeptOut(context, view.standing, alone, seconds(context.now())),
  ]);
  return filters
    .map(({ words, without }, i) => ({
      without: words,
      address: viewAddress({ ...view, seed: null }, without, path),
      films: counts?.[`n${i}`] ?? 0,
    }))
    .filter(({ films }) => films > 0);
}
