// The top of a film's page and of the pick: title, original title and facts.

import type { Child } from "hono/jsx";
import { LARGE, poster } from "./card.ts";
import { lengthWords } from "./words.ts";

interface FilmHeadProps {
  film: {
    title: string;
    originalTitle?: string | null;
    year: number | null;
    runtime: number | null;
    isSeries: boolean;
    genres: string[];
    rating: number | null;
  };
  /** Where the title links to; null: this is the film's own page. */
  href: string | null;
  /** Above the title. */
  children?: Child;
}

/** Longer titles are set in smaller type. */
const LONG_TITLE = 60;

export function FilmHead({ film, href, children }: FilmHeadProps) {
  const { title, originalTitle = null } = film;
  return (
    <header class="film-head">
      {children}
      <h1 dir="auto" class={title.length > LONG_TITLE ? "long" : undefined}>
        {href === null ? (
          title
        ) : (
          <a href={href} data-film="">
            {title}
          </a>
        )}
      </h1>
      {originalTitle === null || originalTitle === title ? null : (
        <p class="original" dir="auto">
          {originalTitle}
        </p>
      )}
      <p class="film-facts">{factsOf(film).join("\u00A0· ")}</p>
    </header>
  );
}

function factsOf({ genres, rating, ...film }: FilmHeadProps["film"]) {
  return [
    film.year,
    lengthWords(film)?.replaceAll(" ", "\u00A0") ?? null,
    genres.slice(0, 4).join(", "),
    rating === null || rating === 0 ? null : `★\u00A0${rating.toFixed(1)}`,
  ].filter((fact) => fact !== null && fact !== "");
}

/** The poster, and its colours as a glow behind the page. */
export function FilmPicture({
  film,
  imageOrigin,
}: {
  film: { title: string; poster: string | null };
  imageOrigin: string;
}) {
  return (
    <>
      {film.poster === null ? null : (
        <img
          class="glow"
          src={`${imageOrigin}/t/p/w185${film.poster}`}
          alt=""
          width="185"
          height="278"
        />
      )}
      <div class="film-poster">{poster(film, imageOrigin, LARGE)}</div>
    </>
  );
}
