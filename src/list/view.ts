// A view: snapshot + choice of services + query → groups, order, counts. Pure.

import { chosenLists } from "./chosen-lists.ts";
import { countFilters, countLately, type FilterCounts, type LatelyCounts } from "./counts.ts";
import { filtersOf, type Film, type Filter } from "./filter.ts";
import { bestFirst, inOrder } from "./order.ts";
import { searchFor } from "./search.ts";
import { countSeen, usualSeenOf, type SeenCounts } from "./marks.ts";
import type { CountedServer } from "./own-servers.ts";
import { AVAILABILITIES, isFiltered, type Query, type Seen } from "./query.ts";
import type { Service, ServicesChoice } from "./services.ts";
import type { OtherCountry, ShownList, Snapshot } from "./snapshot.ts";
import { noGroups, wholeList, type GroupCounts, type WholeList } from "./whole-list.ts";

/** A service with its number of films. */
export interface CountedService extends Service {
  /** Films of the whole list that cost its subscribers nothing extra. */
  films: number;
  filmsInView: number;
}

export interface View {
  /** Every list that may be chosen, and those that the view is of. */
  lists: readonly ShownList[];
  chosen: readonly ShownList[];
  /** The country that the view is about, and the others in their order. */
  country: string;
  abroad: readonly OtherCountry[];
  /** All of them, the one at home first. */
  countries: readonly string[];
  /** The films of the view, in its order. */
  films: Film[];
  /** How many films each group has in this view, whichever group it shows. */
  groups: GroupCounts;
  /** All that the chosen lists have, as one list, whatever the filters. */
  whole: WholeList;
  counts: FilterCounts & LatelyCounts & { seen: SeenCounts };
  /** What the view shows of films that are seen: what the query says or, where it does not, what is usual. */
  seen: Seen;
  /** What is usual of these lists: it needs no field in the address. */
  usualSeen: Seen;
  /** Those with most films of the whole list first. */
  services: CountedService[];
  /** The household's own servers that are configured and have a film of the whole list, or are asked for. */
  servers: CountedServer[];
  /** If the view has no film: the query with one filter less, for each filter that hides some. */
  suggestions: Suggestion[];
}

/** One filter that could be removed, and how many films that would show. */
export interface Suggestion {
  only: Partial<Query>;
  without: Partial<Query>;
  films: number;
}

/** `now` in seconds since 1970. */
export function viewOf(
  snapshot: Snapshot,
  choice: ServicesChoice | null,
  query: Query,
  now: number,
): View {
  const { services } = snapshot.services;
  const { lists, country, countries, abroad } = snapshot;
  const chosen = chosenLists(snapshot, query);
  const whole = wholeList(snapshot, choice, query);
  const usualSeen = usualSeenOf(chosen, query);
  const seen = query.seen ?? usualSeen;
  if (!isFiltered({ ...query, seen }) && query.availability === null) {
    return {
      lists,
      chosen,
      country,
      countries,
      abroad,
      films: orderGroups(whole.films, query, now),
      groups: whole.groups,
      whole,
      counts: {
        ...whole.counts,
        ...countLately(whole.films, now),
        seen: countSeen(whole.films),
      },
      seen,
      usualSeen,
      services: countServices(services, whole.counts, whole.counts),
      servers: countServers(snapshot, query, whole.counts, whole.counts),
      suggestions: [],
    };
  }
  const search = query.text === "" ? null : searchFor(query.text, whole.films);
  const filters = filtersOf({ ...query, seen }, services, now, search);
  const { found, missed, groups } = weigh(whole.films, query, filters);
  const counts = countFilters({ found, missed }, query, services);
  return {
    lists,
    chosen,
    country,
    countries,
    abroad,
    // Whoever searches and asks for no order has the films first that fit best.
    films: orderGroups(
      query.order === "added" && search ? bestFirst(found, search.fitOf) : found,
      query,
      now,
    ),
    groups,
    whole,
    counts: { ...counts, ...countLately(found, now), seen: countSeen(found, [...missed]) },
    seen,
    usualSeen,
    services: countServices(services, whole.counts, counts),
    servers: countServers(snapshot, query, whole.counts, counts),
    suggestions: found.length === 0 ? suggestionsOf(missed) : [],
  };
}

/**
 * Sorts the films by the one filter that each fails. A film that fails more than one counts nowhere and is left out.
 */
function weigh(films: readonly Film[], { availability }: Query, filters: readonly Filter[]) {
  const groups = noGroups();
  const found: Film[] = [];
  const missed = new Map(filters.map((filter): [Filter, Film[]] => [filter, []]));
  for (const film of films) {
    const filter = onlyMissed(filters, film);
    if (filter === "several") continue;
    if (filter === null) groups[film.availability] += 1;
    if (availability !== null && film.availability !== availability) continue;
    if (filter === null) found.push(film);
    else missed.get(filter)?.push(film);
  }
  return { found, missed, groups };
}

/** The only filter that a film fails; null: it passes all. */
function onlyMissed(filters: readonly Filter[], film: Film): Filter | "several" | null {
  let missed: Filter | null = null;
  for (const filter of filters) {
    if (filter.passes(film)) continue;
    if (missed !== null) return "several";
    missed = filter;
  }
  return missed;
}

function suggestionsOf(missed: ReadonlyMap<Filter, readonly Film[]>): Suggestion[] {
  return [...missed].flatMap(([{ only, without }, { length }]) =>
    length > 0 ? [{ only, without, films: length }] : [],
  );
}

function orderGroups(films: readonly Film[], { order, seed }: Query, now: number): Film[] {
  const groups = Map.groupBy(films, ({ availability }) => availability);
  const today = Math.floor(now / 86_400);
  return AVAILABILITIES.flatMap((name) => inOrder(groups.get(name) ?? [], order, seed ?? today));
}

function countServers(
  { servers }: Pick<Snapshot, "servers">,
  query: Query,
  whole: FilterCounts,
  counts: FilterCounts,
): CountedServer[] {
  return servers
    .map((server) => ({
      server,
      films: whole.servers.get(server) ?? 0,
      filmsInView: counts.servers.get(server) ?? 0,
    }))
    .filter(({ server, films }) => films > 0 || query.servers.includes(server));
}

function countServices(
  services: readonly Service[],
  whole: FilterCounts,
  counts: FilterCounts,
): CountedService[] {
  return services
    .map((service, place) => ({
      ...service,
      films: whole.services[place] ?? 0,
      filmsInView: counts.services[place] ?? 0,
    }))
    .toSorted((one, other) => other.films - one.films || (one.name < other.name ? -1 : 1));
}
