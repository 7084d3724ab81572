// The whole list for one choice of services: the starting point of every view. It changes only with the snapshot or
// the choice, so the last one is cached: at home that saves most of a view's work. Pure, apart from the cache.

import { chosenLists } from "./chosen-lists.ts";
import { combine } from "./combine.ts";
import { countFilters, type FilterCounts } from "./counts.ts";
import { AT, kindsIn, numberIn, pack, type Entry } from "./entry.ts";
import type { Abroad, Film } from "./filter.ts";
import { seenTest } from "./marks.ts";
import { movementsOf } from "./movements.ts";
import { serversOf } from "./own-servers.ts";
import { PLAIN_QUERY, type Availability, type Query } from "./query.ts";
import { mineKinds, placeOf, type CountryServices, type ServicesChoice } from "./services.ts";
import type { ListPart, Snapshot } from "./snapshot.ts";

export type GroupCounts = Record<Availability, number>;

export interface WholeList {
  /** In the list's own order. */
  films: Film[];
  groups: GroupCounts;
  counts: FilterCounts;
  /** Films of these lists that are hidden, and so not among `films`, unless they were asked for. */
  hidden: number;
}

/** The last result. Parts can be compared by identity: a Worker keeps each as one object until it is replaced. */
let remembered: { key: unknown[]; list: WholeList } | undefined;

/** The lists that the query chooses, as one. */
export function wholeList(
  snapshot: Snapshot,
  choice: ServicesChoice | null,
  { lists: listIds, all, hidden }: Pick<Query, "lists" | "all" | "hidden">,
): WholeList {
  const { films, services, abroad, changes, coming, country, marks, onServers } = snapshot;
  // Only this of a query: the rest makes no other list.
  const query = { lists: listIds, all, hidden };
  const lists = chosenLists(snapshot, query).map(({ id }) => snapshot.listFilms.get(id) ?? []);
  const others = abroad.map((other) => other.services);
  const text = JSON.stringify([
    choice,
    query,
    abroad.map((other) => [other.country, other.choice]),
  ]);
  const key = [
    films,
    services,
    changes,
    coming,
    country,
    text,
    marks,
    onServers,
    ...others,
    ...lists,
  ];
  if (
    remembered?.key.length !== key.length ||
    !remembered.key.every((part, i) => part === key[i])
  ) {
    remembered = { key, list: makeList(snapshot, combine(lists, query), choice, query) };
  }
  return remembered.list;
}

function makeList(
  snapshot: Snapshot,
  list: ListPart,
  choice: ServicesChoice | null,
  query: Pick<Query, "lists" | "all" | "hidden">,
): WholeList {
  const { services, country, marks } = snapshot;
  const isSeen = seenTest(snapshot, query);
  let hidden = 0;
  const mine = services.services.map((service) => mineKinds(choice, service));
  const findAbroad = abroadFinder(snapshot);
  const movements = movementsOf(snapshot, mine);
  const groups = noGroups();
  const films: Film[] = [];
  for (const [id, addedAt] of list) {
    const entry = snapshot.films.get(id);
    if (entry === undefined) continue;
    const isHidden = marks.hidden.has(id);
    if (isHidden) hidden += 1;
    if (isHidden !== query.hidden) continue;
    const offers = entry[AT.offers][country];
    const brands = offers === undefined ? [] : brandsOf(offers, services);
    const here = offers === undefined ? "unknown" : availabilityOf(brands, mine);
    const abroad = here === "mine" ? NOWHERE : findAbroad(entry);
    const availability = abroad.length > 0 ? "abroad" : here;
    groups[availability] += 1;
    films.push({
      id,
      entry,
      brands,
      availability,
      abroad,
      addedAt,
      movement: movements.get(id),
      coming: snapshot.coming.get(id),
      isSeen: isSeen(id),
      servers: serversOf(snapshot.onServers, id),
    });
  }
  const weighed = { found: films, missed: new Map() };
  const counts = countFilters(weighed, PLAIN_QUERY, services.services);
  return { films, groups, counts, hidden };
}

const NOWHERE: readonly Abroad[] = [];

/** For an entry: the other countries where services of mine offer the film, each with those services. */
function abroadFinder({ abroad }: Snapshot): (entry: Entry) => readonly Abroad[] {
  if (abroad.length === 0) return () => NOWHERE;
  const countries = abroad.map(({ country, services, choice }) => {
    const mine = services.services.map((service) =>
      choice === undefined ? 0 : mineKinds(choice, service),
    );
    return { country, services, mine };
  });
  return (entry) => {
    const found: Abroad[] = [];
    for (const [place, { country, services, mine }] of countries.entries()) {
      const offers = entry[AT.offers][country];
      if (offers === undefined) continue;
      const brands = brandsOf(offers, services).filter(
        (brand) => (kindsIn(brand) & (mine[numberIn(brand)] ?? 0)) > 0,
      );
      if (brands.length > 0) found.push({ place, brands });
    }
    return found.length > 0 ? found : NOWHERE;
  };
}

/**
 * Each brand once, with the kinds of all its providers. Written as loops, because it runs for each offer of the list.
 */
function brandsOf(offers: readonly number[], services: CountryServices): number[] {
  const brands: number[] = [];
  for (const offer of offers) {
    const place = placeOf(services, numberIn(offer));
    if (place < 0) continue;
    let known = 0;
    while (known < brands.length && numberIn(brands[known] ?? 0) !== place) known += 1;
    brands[known] = pack(place, kindsIn(brands[known] ?? 0) | kindsIn(offer));
  }
  return brands;
}

function availabilityOf(brands: readonly number[], mine: readonly number[]): Availability {
  if (brands.length === 0) return "nowhere";
  for (const brand of brands) {
    if ((kindsIn(brand) & (mine[numberIn(brand)] ?? 0)) > 0) return "mine";
  }
  return "elsewhere";
}

export function noGroups(): GroupCounts {
  return { mine: 0, abroad: 0, elsewhere: 0, nowhere: 0, unknown: 0 };
}
