// For a view without films: other views that have some, each with its number of films.

import { addressOf, AVAILABILITIES, type Availability, type Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import { Count } from "./count.tsx";
import { suggestionWords } from "./filter-words.ts";
import { availabilityWords } from "./words.ts";

/** The widest suggestion. */
export interface WidestView {
  words: string;
  address: string;
  films: number;
  /** It has all films of this group; null: of every group. */
  group: Availability | null;
}

interface Way {
  words: string;
  address: string;
  films: number;
}

interface SuggestionsProps {
  query: Query;
  view: Pick<View, "groups" | "suggestions" | "services">;
  chosen: boolean;
  /** The path of the page that shows views. */
  path?: string;
  /** Groups not to suggest. */
  except?: readonly Availability[];
  /** null: there is no wider view. */
  last: WidestView | null;
}

export function Suggestions({ last, ...it }: SuggestionsProps) {
  const ways = waysOf({ last, ...it });
  return (
    <ul class="ways">
      {(last === null ? ways : [...ways, last]).map(({ address, words, films }) => (
        <li>
          <a class="button" href={address}>
            <span dir="auto">{words}</span>{" "}
            <b>
              <Count n={films} />
            </b>
          </a>
        </li>
      ))}
    </ul>
  );
}

/**
 * Without the widest view, and without those that have the same films as it. Any two of them have none in common: they
 * are of different groups, or fail different filters.
 */
export function waysOf(it: SuggestionsProps): Way[] {
  const { query, view, chosen, path = "/", except = [], last } = it;
  const unseeded = { ...query, seed: null };
  const isSameAsLast = (films: number, group: Availability | null) =>
    films === last?.films && (last.group === null || last.group === group);
  const others = AVAILABILITIES.filter(
    (other) => other !== query.availability && !except.includes(other) && view.groups[other] > 0,
  );
  return [
    ...others
      .filter((other) => !isSameAsLast(view.groups[other], other))
      .map((availability) => ({
        address: addressOf(unseeded, { availability }, path),
        words: `${availabilityWords(availability, chosen)} instead`,
        films: view.groups[availability],
      })),
    ...view.suggestions
      .filter(({ films }) => !isSameAsLast(films, query.availability))
      .map((suggestion) => ({
        address: addressOf(unseeded, suggestion.without, path),
        words: suggestionWords(suggestion, view.services),
        films: suggestion.films,
      })),
  ];
}
