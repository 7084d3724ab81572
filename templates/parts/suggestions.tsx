// Ways out of a view that has no film, each with how many films it leads to.

import type { Facets } from "../../src/shelf/facets.ts";
import { STANDINGS, viewAddress, type Standing, type View } from "../../src/shelf/view.ts";
import { Count } from "./count.tsx";
import { standingWords } from "./words.ts";

/** A view without one of its filters. */
export interface WiderView {
  /** The filter in words. */
  without: string;
  address: string;
  films: number;
}

interface WaysOutProps {
  view: View;
  /** How many films of each group the view has. */
  counts: Facets["standings"];
  wider: readonly WiderView[];
  chosen: boolean;
  /** Where views are shown. */
  path?: string;
  /** Groups that are no way out. */
  except?: readonly Standing[];
  /** The widest of all; null: this is it. */
  last: { words: string; address: string; films: number } | null;
}

export function WaysOut({
  view,
  counts,
  wider,
  chosen,
  path = "/",
  except = [],
  last,
}: WaysOutProps) {
  const others = STANDINGS.filter(
    (other) => other !== view.standing && !except.includes(other) && counts[other] > 0,
  );
  return (
    <ul class="ways">
      {others.map((standing) => (
        <Way
          href={viewAddress({ ...view, seed: null }, { standing }, path)}
          words={`${standingWords(standing, chosen)} instead`}
          n={counts[standing]}
        />
      ))}
      {wider.map(({ without, address, films: n }) => (
        <Way href={address} words={`Without ${without}`} n={n} />
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
