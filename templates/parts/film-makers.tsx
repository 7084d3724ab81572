// Who made a film, and where: a part of its own page.

import { FAILURE_WORDS } from "../../src/failure-words.ts";
import type { FilmDetail } from "../../src/list/film-detail.ts";
import { countryName } from "./words.ts";

type Made = Pick<FilmDetail, "made" | "tmdbType">;

export function FilmMakers({ made, tmdbType }: Made) {
  const { directors, cast, failure } = made;
  const countries = made.countries.flatMap((code) => countryName(code) ?? []);
  const isNone = directors.length + cast.length + countries.length === 0;
  return (
    <>
      {isNone ? null : (
        <dl class="makers">
          <Row name={directorWords(tmdbType, directors.length)} values={directors} />
          <Row name="Cast" values={cast} />
          <Row name={countries.length > 1 ? "Countries" : "Country"} values={countries} />
        </dl>
      )}
      {failure === null ? null : (
        <p class="small">
          Who made it couldn’t be looked up. {FAILURE_WORDS[failure].what} This will be tried again.
        </p>
      )}
    </>
  );
}

function directorWords(type: Made["tmdbType"], count: number): string {
  if (type === "tv") return "Created by";
  return count > 1 ? "Directors" : "Director";
}

function Row({ name, values }: { name: string; values: readonly string[] }) {
  return values.length === 0 ? null : (
    <div>
      <dt>{name}</dt>
      <dd>
        {values.map((value, i) => (
          <>
            {i > 0 ? ", " : ""}
            <span dir="auto">{value}</span>
          </>
        ))}
      </dd>
    </div>
  );
}

export function TrailerLink({ trailer }: { trailer: string | null }) {
  return trailer === null ? null : (
    <a class="button" href={`https://www.youtube.com/watch?v=${trailer}`}>
      Trailer
    </a>
  );
}
