// The forms of the pick: what is not for tonight, what is seen or hidden, and how much time there is.

import { MARKS } from "../../src/film.ts";
import { MINUTES } from "../../src/list/counts.ts";
import { addressOf, queryFields, type Query } from "../../src/list/query.ts";
import type { LayoutView } from "./layout-view.ts";
import { isLockedFor, LogIn } from "./log-in.tsx";
import { MarkForm, SET_WORDS } from "./mark-forms.tsx";
import { runtimeWords } from "./words.ts";

interface PickFormsProps {
  filmId: number;
  query: Query;
  /** Counts from 0. */
  turn: number;
  layout: Pick<LayoutView, "changes">;
}

/** Each leads to the next film. Marks are the household's; "not tonight" is this browser's, until four in the morning. */
export function PickForms({ filmId, query, turn, layout }: PickFormsProps) {
  const here = pickAddress(query, turn);
  return (
    <div class="marks">
      <form method="post" action="/not-tonight">
        <input type="hidden" name="film" value={`${filmId}`} />
        <input type="hidden" name="to" value={here} />
        <button class="quiet">Not tonight</button>
      </form>
      {isLockedFor(layout)
        ? null
        : MARKS.map((mark) => (
            <MarkForm
              filmId={filmId}
              mark={mark}
              on
              to={`${here}&marked=${mark}-${filmId}`}
              words={SET_WORDS[mark]}
            />
          ))}
      {layout.changes === "visitor" ? <LogIn words="mark it" /> : null}
    </div>
  );
}

export function pickAddress(query: Query, turn: number): string {
  const address = addressOf(query, {}, "/pick");
  return `${address}${address.includes("?") ? "&" : "?"}turn=${turn}`;
}

/** "I have 100 minutes": links for common answers, and a field for others. */
export function Limits({ query }: { query: Query }) {
  const rest = queryFields({ ...query, minutes: null, page: 1 });
  return (
    <div class="limits">
      <span id="limits">I have</span>
      <ul aria-labelledby="limits" class="chips">
        <li>
          <a
            class="chip"
            href={addressOf(query, { minutes: null }, "/pick")}
            aria-current={query.minutes === null ? "true" : undefined}
          >
            all night
          </a>
        </li>
        {MINUTES.map((minutes) => (
          <li>
            <a
              class="chip"
              href={addressOf(query, { minutes }, "/pick")}
              aria-current={query.minutes === minutes ? "true" : undefined}
            >
              {runtimeWords(minutes)}
            </a>
          </li>
        ))}
      </ul>
      <form action="/pick" method="get">
        {rest.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label>
          <input
            type="number"
            name="minutes"
            min="1"
            max="999"
            value={query.minutes === null ? "" : `${query.minutes}`}
            inputmode="numeric"
            placeholder="95"
          />{" "}
          minutes
        </label>
        <button class="quiet">Go</button>
      </form>
    </div>
  );
}
