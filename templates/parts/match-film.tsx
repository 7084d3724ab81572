// A film next to the TMDB titles that it may be, with everything that can be decided about it. Plain forms: each
// candidate is a button, and the link has its own form, so that pressing Enter in it chooses no candidate.

import type { MatchedFilm } from "../../src/list/matched-film.ts";
import type { Candidate } from "../../src/film.ts";
import { letterboxdAddress } from "./card.ts";
import type { LayoutView } from "./layout-view.ts";
import { ChoiceForm, From, LinkForm, type Origin, type Problem } from "./match-forms.tsx";
import {
  isDecided,
  isSaidByHeading,
  matchWords,
  nameOf,
  sameKey,
  tmdbAddress,
  TYPE_WORDS,
  typographic,
} from "./match-words.ts";
import { Moment } from "./moment.tsx";
import { SearchForm } from "./search-form.tsx";

interface MatchFilmProps {
  film: MatchedFilm;
  layout: LayoutView;
  mayChange: boolean;
  from: Origin;
  problem?: Problem | null;
  /** Whether this is the film's own page, where its title comes right below the page's. */
  isAlone?: boolean;
}

export function MatchFilm({
  film,
  layout,
  mayChange,
  from,
  problem = null,
  isAlone = false,
}: MatchFilmProps) {
  const Title = isAlone ? "h2" : "h3";
  const letterboxd = letterboxdAddress(film, layout.letterboxdOrigin);
  const candidates = candidatesOf(film);
  const own = { film, from };
  return (
    <article class="match" id={`film-${film.id}`} aria-labelledby={`title-${film.id}`}>
      <header>
        <Title class="match-title" id={`title-${film.id}`} dir="auto">
          {film.title} {film.year === null ? null : <span>{film.year}</span>}
        </Title>
        {!isAlone && isSaidByHeading(film) ? null : <p>{matchWords(film)}</p>}
        <p class="small">
          {letterboxd === null ? null : <a href={letterboxd}>On Letterboxd</a>}
          <Checked film={film} now={layout.now} />
        </p>
      </header>
      {candidates.length === 0 ? null : (
        <form method="post" action={`/matches/${film.id}`}>
          <From from={from} />
          <ul class="candidates">
            {candidates.map((candidate) => (
              <CandidateItem
                film={film}
                candidate={candidate}
                imageOrigin={layout.imageOrigin}
                mayChange={mayChange}
                isAlone={isAlone}
              />
            ))}
          </ul>
        </form>
      )}
      {mayChange && isAlone ? <SearchForm {...own} isAlone /> : null}
      {mayChange ? (
        <details class="match-other" open={problem !== null || candidates.length === 0}>
          <summary>
            {otherWords(candidates.length)}
            <span class="sr"> “{nameOf(film)}”</span>
          </summary>
          {isAlone ? null : <SearchForm {...own} />}
          <LinkForm {...own} problem={problem} />
          {film.match === "not-on-tmdb" ? null : (
            <ChoiceForm {...own} choice="not-on-tmdb" words="TMDB doesn’t have it" />
          )}
        </details>
      ) : null}
      {mayChange && isDecided(film) ? (
        <ChoiceForm {...own} choice="undo" words="Undo my choice" />
      ) : null}
    </article>
  );
}

function otherWords(candidates: number): string {
  if (candidates === 0) return "Say which film it is";
  return candidates === 1 ? "Not this one" : "None of these";
}

function Checked({ film, now }: { film: MatchedFilm; now: number }) {
  if (film.key === null || film.checkedAt === null) return null;
  return (
    <>
      {" "}
      · {film.failureKind === null ? "checked" : "last checked"}{" "}
      <Moment at={film.checkedAt} now={now} />
    </>
  );
}

interface ShownCandidate extends Omit<Candidate, "votes"> {
  /** null: not known. */
  votes: number | null;
}

/** Includes the title that the film is matched with, even if no search found it; that title comes first. */
function candidatesOf(film: MatchedFilm): ShownCandidate[] {
  const { key } = film;
  if (key === null) return film.candidates;
  const rest = film.candidates.filter((candidate) => !sameKey(key, candidate.key));
  const found = film.candidates.find((candidate) => sameKey(key, candidate.key));
  if (found !== undefined) return [found, ...rest];
  const title = film.originalTitle ?? `No. ${key.id}`;
  const year = film.releaseDate === null ? null : Number(film.releaseDate.slice(0, 4));
  const { poster } = film;
  // The film's own text already says that Letterboxd's page leads to it.
  const why = film.match === "film-page" ? "" : (film.why ?? "");
  return [{ key, title, originalTitle: title, year, poster, votes: null, why }, ...rest];
}

interface CandidateProps {
  film: MatchedFilm;
  candidate: ShownCandidate;
  imageOrigin: string;
  mayChange: boolean;
  isAlone: boolean;
}

function CandidateItem({ film, candidate, imageOrigin, mayChange, isAlone }: CandidateProps) {
  const Title = isAlone ? "h3" : "h4";
  const { key, title, originalTitle, year, votes, why } = candidate;
  const isNow = sameKey(film.key, key);
  const isChosen = isNow && film.match === "owner";
  const facts = [
    year ?? "No date",
    TYPE_WORDS[key.type],
    votes === null ? null : `${votes.toLocaleString("en")} vote${votes === 1 ? "" : "s"}`,
  ];
  return (
    <li class={isNow ? "candidate now" : "candidate"}>
      <CandidatePoster candidate={candidate} imageOrigin={imageOrigin} />
      {isNow ? <p class="flag">{isChosen ? "Your choice" : "Current match"}</p> : null}
      <Title class="candidate-title" dir="auto">
        <a href={tmdbAddress(key)}>
          {title}
          <span class="sr"> on TMDB</span>
        </a>
      </Title>
      {originalTitle === title || originalTitle === "" ? null : (
        <p class="original" dir="auto">
          {originalTitle}
        </p>
      )}
      <p class="facts">{facts.filter((fact) => fact !== null).join(" · ")}</p>
      {isChosen || why === "" ? null : <p class="why">{typographic(why)}</p>}
      {mayChange && !isChosen ? (
        <button class="button" name="link" value={`${key.type}/${key.id}`}>
          {isNow ? "Yes, this is it" : "This one"}
          <span class="sr">
            {" "}
            “{nameOf(candidate)}”, {TYPE_WORDS[key.type]} {key.id} on TMDB
          </span>
        </button>
      ) : null}
    </li>
  );
}

function CandidatePoster({
  candidate: { title, poster },
  imageOrigin,
}: {
  candidate: Pick<ShownCandidate, "title" | "poster">;
  imageOrigin: string;
}) {
  if (poster === null) {
    return (
      <div class="poster none" aria-hidden="true">
        <span dir="auto">{title}</span>
      </div>
    );
  }
  return (
    <img
      class="poster"
      src={`${imageOrigin}/t/p/w185${poster}`}
      width="185"
      height="278"
      alt=""
      loading="lazy"
    />
  );
}
