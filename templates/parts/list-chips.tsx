// The lists that a view may be of, as a row of chips above the films, and for several whether any or all of them have
// to have a film. Shown where there is more than one list. The server keeps in the browser what is pressed.

import { isUsual, shownName } from "../../src/list/chosen-lists.ts";
import { addressOf, choiceText, MOST_CHOICES, type Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import { CountrySwitch } from "./country-switch.tsx";

interface ListChipsProps {
  view: Pick<View, "lists" | "chosen" | "country" | "countries" | "abroad">;
  query: Query;
  /** The path of the page that shows the view. */
  path?: string;
}

/** With several countries, the switch between them stands above the lists. */
export function ListChips({ view, query, path = "/" }: ListChipsProps) {
  return (
    <>
      <CountrySwitch view={view} query={query} path={path} />
      <Chips view={view} query={query} path={path} />
    </>
  );
}

function Chips({ view, query, path = "/" }: ListChipsProps) {
  const { lists, chosen } = view;
  if (lists.length < 2) return null;
  const choice = (ids: readonly number[], all: boolean): string => {
    const next = lists.filter(({ id }) => ids.includes(id));
    const isAll = all && next.length > 1;
    const isPlain = next.length === 0 || isUsual(lists, next, { all: isAll });
    return choiceText({ lists: isPlain ? [] : next.map(({ id }) => id), all: isAll });
  };
  const ids = chosen.map(({ id }) => id);
  return (
    <form class="list-chips" method="post" action="/choose-lists" aria-label="Lists">
      <input type="hidden" name="to" value={addressOf(query, { lists: null, all: false }, path)} />
      {chosen.length > 1 ? (
        <fieldset>
          <legend class="sr">Films that are on</legend>
          <Press choice={choice(ids, false)} on={!query.all}>
            any of them
          </Press>
          <Press choice={choice(ids, true)} on={query.all}>
            all of them
          </Press>
        </fieldset>
      ) : null}
      {lists.map((list) => {
        const on = ids.includes(list.id);
        const next = on ? ids.filter((id) => id !== list.id) : [...ids, list.id];
        return (
          <Press choice={choice(next, query.all)} on={on} off={!on && ids.length >= MOST_CHOICES}>
            <span dir="auto">{shownName(list)}</span>
          </Press>
        );
      })}
    </form>
  );
}

interface PressProps {
  choice: string;
  on: boolean;
  /** So many are chosen that no further one can be. */
  off?: boolean;
  children: unknown;
}

function Press({ choice, on, off = false, children }: PressProps) {
  return (
    <button
      class="chip"
      name="choice"
      value={choice}
      aria-pressed={on ? "true" : "false"}
      disabled={off}
    >
      {children}
    </button>
  );
}
