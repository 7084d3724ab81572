// Where a view has no film: others that have some, each with how many it has.

import { addressOf, AVAILABILITIES, type Availability, type Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import { Count } from "./count.tsx";
import { chosenFilters, suggestionWords } from "./filter-words.ts";
import { availabilityWords } from "./words.ts";

interface SuggestionsProps {
  query: Query;
  view: View;
  chosen: boolean;
  /** Where views are shown. */
  path?: string;
  /** Groups that nobody wants to be led to. */
  except?: readonly Availability[];
  /** The widest of all; null: this is it. */
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
  // Without its only filter a query asks for the whole list, which is offered anyway.
  const isOnly = chosenFilters(query, view.services).length === 1 && query.availability === null;
  return (
    <ul class="ways">
      {others.map((availability) => (
        <Way
          href={addressOf(unseeded, { availability }, path)}
          words={`${availabilityWords(availability, chosen)} instead`}
          n={view.groups[availability]}
        />
      ))}
      {(isOnly ? [] : view.suggestions).map((suggestion) => (
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
