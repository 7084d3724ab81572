// The groups of a view, and the filters that are chosen, each with a way out of it.

import type { Facets } from "../../src/shelf/facets.ts";
import { NO_FILTERS, STANDINGS, viewAddress, type View } from "../../src/shelf/view.ts";
import { Count } from "./count.tsx";
import { Icon } from "./icons.tsx";
import { chosenFilters } from "./filter-words.ts";
import { standingWords } from "./words.ts";

/** The groups, with how many films of the present view each has. */
export function Groups({
  view,
  counts,
  chosen,
}: {
  view: View;
  counts: Facets["standings"];
  chosen: boolean;
}) {
  const all = STANDINGS.reduce((sum, standing) => sum + counts[standing], 0);
  return (
    <nav class="groups" aria-label="Groups">
      <a
        href={viewAddress(view, { standing: null })}
        aria-current={view.standing === null ? "page" : undefined}
      >
        All{" "}
        <b>
          <Count n={all} />
        </b>
      </a>
      {STANDINGS.filter((standing) => counts[standing] > 0 || view.standing === standing).map(
        (standing) => (
          <a
            href={viewAddress(view, { standing })}
            aria-current={view.standing === standing ? "page" : undefined}
          >
            {standingWords(standing, chosen)}{" "}
            <b>
              <Count n={counts[standing]} />
            </b>
          </a>
        ),
      )}
    </nav>
  );
}

interface ChosenProps {
  view: View;
  facets: Facets;
  /** Where the view is shown. */
  path?: string;
}

/** What is chosen, each with a way out of it. */
export function Chosen({ view, facets, path = "/" }: ChosenProps) {
  const filters = chosenFilters(view, facets);
  if (filters.length === 0) return null;
  return (
    <ul class="chosen" aria-label="Chosen filters">
      {filters.map(({ words, without }) => (
        <li>
          <a
            class="chip on"
            href={viewAddress(view, without, path)}
            aria-label={`Without the filter ${words}`}
          >
            <span dir="auto">{words}</span> <Icon name="cross" />
          </a>
        </li>
      ))}
      {filters.length > 1 ? (
        <li>
          <a class="chip edit" href={viewAddress(view, NO_FILTERS, path)}>
            Clear all
          </a>
        </li>
      ) : null}
    </ul>
  );
}
