// For a view without films: other views that have some, each with its number of films.

import { addressOf, AVAILABILITIES, type Availability, type Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import { Count } from "./count.tsx";
import { chosenFilters, suggestionWords } from "./filter-words.ts";
import { availabilityWords } from "./words.ts";

interface SuggestionsProps {
  query: Query;
  view: View;
  chosen: boolean;
  /** The path of the page that shows views. */
  path?: string;
  /** Groups not to suggest. */
  except?: readonly Availability[];
  /** The widest suggestion; null: there is no wider view. */
  last: { words: string; address: string; films: number } | null;
}

export function Suggestions({
  query,
  view,
  chosen,
  path = "/",
  except = [],
  last,
}: SuggestionsProps) {
  const unseeded = { ...query, seed: null };
  const others = AVAILABILITIES.filter(
    (other) => other !== query.availability && !except.includes(other) && view.groups[other] > 0,
  );
  // Without its only filter the query would be the whole list, which is offered anyway.
  const isOnly = chosenFilters(query, view.services).length === 1 && query.availability === null;
  // One that has as many films as the widest has the same ones.
  const suggestions = isOnly ? [] : view.suggestions.filter(({ films }) => films !== last?.films);
  return (
    <ul class="ways">
      {others.map((availability) => (
        <Way
          href={addressOf(unseeded, { availability }, path)}
          words={`${availabilityWords(availability, chosen)} instead`}
          n={view.groups[availability]}
        />
      ))}
      {suggestions.map((suggestion) => (
        <Way
          href={addressOf(unseeded, suggestion.without, path)}
          words={suggestionWords(suggestion, view.services)}
          n={suggestion.films}
        />
      ))}
      {last === null ? null : <Way href={last.address} words={last.words} n={last.films} />}
    </ul>
  );
}

function Way({ href, words, n }: { href: string; words: string; n: number }) {
  return (
    <li>
      <a class="button" href={href}>
        <span dir="auto">{words}</span>{" "}
        <b>
          <Count n={n} />
        </b>
      </a>
    </li>
  );
}
