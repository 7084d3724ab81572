// The groups of a view, and its chosen filters, each with a link that removes it.

import { addressOf, AVAILABILITIES, NO_FILTERS, type Query } from "../../src/list/query.ts";
import type { Service } from "../../src/list/services.ts";
import type { GroupCounts } from "../../src/list/whole-list.ts";
import { Count } from "./count.tsx";
import { Icon } from "./icons.tsx";
import { chosenFilters } from "./filter-words.ts";
import { availabilityWords } from "./words.ts";

/** The groups, with how many films of this view each has. */
export function Groups({
  query,
  groups,
  chosen,
  where = "",
}: {
  query: Query;
  groups: GroupCounts;
  chosen: boolean;
  /** See `availabilityWords`; with several countries in a row, a code is enough: " in US". */
  where?: string;
}) {
  const all = AVAILABILITIES.reduce((sum, availability) => sum + groups[availability], 0);
  return (
    <nav class="groups" aria-label="Groups">
      <a
        href={addressOf(query, { availability: null })}
        aria-current={query.availability === null ? "page" : undefined}
      >
        All{" "}
        <b>
          <Count n={all} />
        </b>
      </a>
      {AVAILABILITIES.filter(
        (availability) => groups[availability] > 0 || query.availability === availability,
      ).map((availability) => (
        <a
          href={addressOf(query, { availability })}
          aria-current={query.availability === availability ? "page" : undefined}
        >
          {availabilityWords(availability, chosen, where)}{" "}
          <b>
            <Count n={groups[availability]} />
          </b>
        </a>
      ))}
    </nav>
  );
}

/** Films that are shuffled can be shuffled again: each seed is another order, the same on all its pages. */
export function ShuffleAgain({ query }: { query: Query }) {
  if (query.order !== "random") return null;
  return (
    <p class="again">
      <a class="chip" href={addressOf(query, { seed: (query.seed ?? 0) + 1 })} rel="nofollow">
        <Icon name="dice" /> <span>Shuffle again</span>
      </a>
    </p>
  );
}

interface ChosenProps {
  query: Query;
  services: readonly Service[];
  /** The path of the page that shows the view. */
  path?: string;
}

/** The chosen filters; pressing one removes it. */
export function Chosen({ query, services, path = "/" }: ChosenProps) {
  const filters = chosenFilters(query, services);
  if (filters.length === 0) return null;
  return (
    <ul class="chosen" aria-label="Chosen filters">
      {filters.map(({ words, without }) => (
        <li>
          <a
            class="chip on"
            href={addressOf(query, without, path)}
            aria-label={`Remove the filter ${words}`}
          >
            <span dir="auto">{words}</span> <Icon name="cross" />
          </a>
        </li>
      ))}
      {filters.length > 1 ? (
        <li>
          <a class="chip edit" href={addressOf(query, NO_FILTERS, path)}>
            Clear all
          </a>
        </li>
      ) : null}
    </ul>
  );
}
