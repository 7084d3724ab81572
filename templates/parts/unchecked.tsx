// The films whose last look-up failed, with why.

import { filmAddress } from "./card.ts";
import { Count } from "./count.tsx";
import { Moment } from "./moment.tsx";

export interface UncheckedView {
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
  /** Seconds since 1970; null: never. */
  checkedAt: number | null;
  /** In words. */
  why: string;
  failureKind: string;
}

interface UncheckedProps {
  films: UncheckedView[];
  total: number;
  now: number;
}

export function Unchecked({ films, total, now }: UncheckedProps) {
  if (films.length === 0) return null;
  return (
    <section class="group" id="unchecked" aria-labelledby="unchecked-title">
      <h2 id="unchecked-title">
        Not checked recently{" "}
        <b>
          <Count n={total} />
        </b>
      </h2>
      <p class="small">
        Their last look-up failed, so what’s shown of them is the last good answer.
      </p>
      <ul class="unchecked">
        {films.map((film) => (
          <li>
            <a href={filmAddress(film)} dir="auto">
              {film.title}
              {film.year === null ? null : ` (${film.year})`}
            </a>{" "}
            {film.checkedAt === null ? (
              "not checked yet"
            ) : (
              <>
                last checked <Moment at={film.checkedAt} now={now} />
              </>
            )}
            . <span class="small">{film.why}</span>
            {film.failureKind === "tmdb-title-gone" ? (
              <>
                {" "}
                <a href={`/matches/${film.id}`}>Pick another title</a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {total > films.length ? (
        <p>
          And <Count n={total - films.length} /> more.
        </p>
      ) : null}
    </section>
  );
}
