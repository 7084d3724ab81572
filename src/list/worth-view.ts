// All that the page of worth says about the chosen lists: snapshot + choice of services + query → numbers. Pure.

import { broughtBy } from "./brought.ts";
import { chosenLists, type ListChoice } from "./chosen-lists.ts";
import type { Film } from "./filter.ts";
import { faceOf, type ListFace } from "./list-face.ts";
import { usualSeenOf } from "./marks.ts";
import type { ServicesChoice } from "./services.ts";
import type { ShownList, Snapshot } from "./snapshot.ts";
import { wholeList, type WholeList } from "./whole-list.ts";
import { worthOf, type Worth } from "./worth.ts";

export interface WorthView extends Pick<Snapshot, "country" | "countries" | "abroad"> {
  /** Every list that may be chosen, and those that this is about. */
  lists: readonly ShownList[];
  chosen: readonly ShownList[];
  /** All that the chosen lists have, also what is seen. */
  whole: WholeList;
  worth: Worth;
  face: ListFace;
  /** How many films each service has brought lately, by the service's id. */
  brought: ReadonlyMap<number, number>;
  /** Films that I have, the one first that has been on the list longest; at most `MOST_OLDEST`. */
  oldest: Film[];
}

const MOST_OLDEST = 5;

/** The same films that the page of films shows without a filter: of a followed list, those not seen yet. */
export function worthView(
  snapshot: Snapshot,
  choice: ServicesChoice | null,
  { lists, all }: ListChoice,
): WorthView {
  const query = { lists, all, hidden: false };
  const chosen = chosenLists(snapshot, query);
  const whole = wholeList(snapshot, choice, query);
  const films =
    usualSeenOf(chosen, query) === "no" ? whole.films.filter(({ isSeen }) => !isSeen) : whole.films;
  const { services } = snapshot.services;
  const worth = worthOf(films, services, choice);
  const { country, countries, abroad } = snapshot;
  return {
    country,
    countries,
    abroad,
    lists: snapshot.lists,
    chosen,
    whole,
    worth,
    face: faceOf(films, worth.has),
    brought: new Map(
      [...broughtBy(snapshot, films)].flatMap(([place, n]) => {
        const service = services[place];
        return service ? [[service.id, n] as const] : [];
      }),
    ),
    oldest: films
      .filter(({ id }) => worth.has.has(id))
      .slice(-MOST_OLDEST)
      .toReversed(),
  };
}
