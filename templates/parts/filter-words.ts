// The filters of a view in words, and what the view is without each.

import type { Facets } from "../../src/shelf/facets.ts";
import type { View } from "../../src/shelf/view.ts";
import { decadeWords, KIND_WORDS, runtimeWords, standingWords } from "./words.ts";

/** One filter of a view in words, and what the view is without it. */
export interface ChosenFilter {
  words: string;
  without: Partial<View>;
}

export function chosenFilters(view: View, { services }: Facets): ChosenFilter[] {
  const nameOf = (id: number) => services.find((service) => service.id === id)?.name ?? `No. ${id}`;
  const filters: (ChosenFilter | false)[] = [
    view.text !== "" && { words: quoted(view.text), without: { text: "" } },
    ...view.services.map((id) => ({
      words: nameOf(id),
      without: { services: view.services.filter((other) => other !== id) },
    })),
    ...view.kinds.map((kind) => ({
      words: KIND_WORDS[kind],
      without: { kinds: view.kinds.filter((other) => other !== kind) },
    })),
    ...view.genres.map((genre) => ({
      words: genre,
      without: { genres: view.genres.filter((other) => other !== genre) },
    })),
    view.decade !== null && { words: decadeWords(view.decade), without: { decade: null } },
    view.minutes !== null && {
      words: `At most ${runtimeWords(view.minutes)}`,
      without: { minutes: null },
    },
    view.added && { words: "Added lately", without: { added: false } },
    view.arrived && { words: "New on my services", without: { arrived: false } },
    view.released && { words: "Released", without: { released: false } },
  ];
  return filters.filter((filter): filter is ChosenFilter => filter !== false);
}

const RIGHT_TO_LEFT = /[\u0590-\u08FF]/;

/** The quotation marks stay as they are around whatever runs the other way: it is isolated from them. */
function quoted(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `“\u2068${text}\u2069”` : `“${text}”`;
}

/** A filter that a view can do without. Services and kinds are one, for together they say which offers count. */
export interface Dispensable extends ChosenFilter {
  /** The filter by itself. */
  only: Partial<View>;
}

export function dispensable(view: View, facets: Facets): Dispensable[] {
  const { services, kinds } = view;
  const filters = chosenFilters(view, facets);
  const offers = filters.filter(({ without }) => without.services ?? without.kinds);
  const others = filters.filter((filter) => !offers.includes(filter));
  return [
    ...(offers.length === 0
      ? []
      : [
          {
            words: offers.map(({ words }) => words).join(", "),
            without: { services: [], kinds: [] },
            only: { services, kinds },
          },
        ]),
    ...others.map(({ words, without }) => ({ words, without, only: onlyThat(view, without) })),
  ];
}

/** What `without` takes from a view. */
function onlyThat(view: View, without: Partial<View>): Partial<View> {
  const { genres } = without;
  if (genres !== undefined)
    return { genres: view.genres.filter((genre) => !genres.includes(genre)) };
  const fields = Object.keys(without) as (keyof View)[];
  return Object.fromEntries(fields.map((field) => [field, view[field]]));
}

/** A view in a few words: "Horror · Netflix · Elsewhere"; empty: the plain one. */
export function viewWords(view: View, facets: Facets, chosen: boolean): string {
  const words = chosenFilters(view, facets).map((filter) => filter.words);
  if (view.standing !== null) words.push(standingWords(view.standing, chosen));
  return words.join(" · ");
}
