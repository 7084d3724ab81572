// What TMDB has for the owner's words, to compare with the film and to pick one. It answers a press.

import type { FoundTitle, FoundTitles } from "../../src/found-title.ts";
import type { MatchedFilm } from "../../src/list/matched-film.ts";
import { letterboxdAddress } from "../parts/card.ts";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { ChoiceForm, From, LinkForm, type Origin } from "../parts/match-forms.tsx";
import { nameOf, sameKey, tmdbAddress, TYPE_WORDS } from "../parts/match-words.ts";
import { SearchForm } from "../parts/search-form.tsx";

export type SearchOutcome =
  | { kind: "problem"; message: string }
  | (FoundTitles & {
      kind: "found";
      /** The year that the search was narrowed to; null: none. */
      year: number | null;
      /** A number or an address was asked for, so that there is one title, or none. */
      isExact: boolean;
      /** A number alone, which may be a title, too; null: it was none. */
      asTitle: string | null;
    });

interface MatchSearchPageProps {
  layout: LayoutView;
  film: MatchedFilm;
  /** What was searched for, as it was typed. */
  text: string;
  /** Where in the list the owner came from. */
  from: Origin;
  outcome: SearchOutcome;
}

export function MatchSearchPage({ layout, film, text, from, outcome }: MatchSearchPageProps) {
  const letterboxd = letterboxdAddress(film, layout.letterboxdOrigin);
  const found = outcome.kind === "found" ? outcome.titles.length : 0;
  const problem = outcome.kind === "problem" ? { message: outcome.message, text } : null;
  return (
    <Layout title={`Which film is ${nameOf(film)}?`} place="matches" layout={layout} stays>
      <header class="hero">
        <h1>{headline(found)}</h1>
      </header>
      <section class="match-search" aria-labelledby="searched-film">
        <h2 class="match-title" id="searched-film" dir="auto">
          {film.title} {film.year === null ? null : <span>{film.year}</span>}
        </h2>
        {letterboxd === null ? null : (
          <p class="small">
            <a href={letterboxd}>On Letterboxd</a>
          </p>
        )}
        <SearchForm film={film} from={from} isAlone text={text} problem={problem} />
        {outcome.kind === "found" ? (
          <Found film={film} from={from} layout={layout} outcome={outcome} />
        ) : null}
        <details class="match-other" open={found === 0}>
          <summary>{found === 0 ? "Say which film it is" : "None of these"}</summary>
          <LinkForm film={film} from={from} problem={null} />
          {film.match === "not-on-tmdb" ? null : (
            <ChoiceForm film={film} from={from} choice="not-on-tmdb" words="TMDB doesn’t have it" />
          )}
        </details>
      </section>
      <p class="match-ways">
        <a href={`/matches/${film.id}`}>Back to its match</a>
        <a href="/matches">All films in doubt</a>
      </p>
    </Layout>
  );
}

function headline(found: number): string {
  if (found === 0) return "Search TMDB";
  return found === 1 ? "Is it this one?" : "Which of these is it?";
}

interface FoundProps extends Pick<MatchSearchPageProps, "film" | "from" | "layout"> {
  outcome: Extract<SearchOutcome, { kind: "found" }>;
}

function Found({ film, from, layout, outcome }: FoundProps) {
  const { titles, asTitle } = outcome;
  return (
    <>
      <output class="found-words">{foundWords(outcome)}</output>
      {titles.length === 0 ? null : (
        <form method="post" action={`/matches/${film.id}`}>
          <From from={from} />
          <ul class="found">
            {titles.map((title) => (
              <FoundItem film={film} title={title} imageOrigin={layout.imageOrigin} />
            ))}
          </ul>
        </form>
      )}
      {titles.some(({ by }) => by === null) ? (
        <p class="small">TMDB didn’t say in time who directed some of these.</p>
      ) : null}
      {asTitle === null ? null : (
        <form method="post" action={`/matches/${film.id}/search`}>
          <From from={from} />
          <button class="quiet" name="q" value={`“${asTitle}”`}>
            Search for the title “{asTitle}” instead
          </button>
        </form>
      )}
    </>
  );
}

function foundWords({ titles, more, otherYears, year, isExact, asTitle }: FoundProps["outcome"]) {
  const count = titles.length;
  if (count === 0) {
    if (asTitle !== null) {
      return `TMDB has no film with the number ${asTitle}. For a series, type tv/${asTitle}.`;
    }
    return isExact
      ? "TMDB has nothing under this number or address. It may have been removed there, or mistyped."
      : "TMDB found nothing. Try fewer words or the original title, or leave out the year.";
  }
  if (isExact)
    return count === 1 ? "This is what TMDB has there." : "These are what TMDB has there.";
  const words = count === 1 ? "One title" : `${count} titles, most likely first`;
  const years = otherYears ? ` None is from ${year}, so other years are shown.` : "";
  const narrowing = year === null ? "Add the year" : "Add another word";
  return `${words}.${years}${more ? ` TMDB has more. ${narrowing} to narrow the search.` : ""}`;
}

interface FoundItemProps {
  film: MatchedFilm;
  title: FoundTitle;
  imageOrigin: string;
}

function FoundItem({ film, title, imageOrigin }: FoundItemProps) {
  const { key, originalTitle, year, by, overview } = title;
  const isNow = film.key !== null && sameKey(film.key, key);
  return (
    <li class={isNow ? "found-title now" : "found-title"}>
      <FoundPoster title={title} imageOrigin={imageOrigin} />
      {isNow ? (
        <p class="flag">{film.match === "owner" ? "Your choice" : "Current match"}</p>
      ) : null}
      <div>
        <h3 dir="auto">
          <a href={tmdbAddress(key)}>
            {title.title}
            <span class="sr"> on TMDB</span>
          </a>
        </h3>
        {originalTitle === title.title || originalTitle === "" ? null : (
          <p class="original" dir="auto">
            {originalTitle}
          </p>
        )}
        <p>
          {year ?? "No date"} · {TYPE_WORDS[key.type]}
        </p>
        {by === null || by.length === 0 ? null : (
          <p dir="auto">
            {key.type === "tv" ? "Created by" : "Directed by"} {by.join(", ")}
          </p>
        )}
        {overview === "" ? null : (
          <p class="first-lines" dir="auto">
            {overview}
          </p>
        )}
        <button class="button" name="link" value={`${key.type}/${key.id}`}>
          This is it
          <span class="sr">
            : “{nameOf(title)}”, {TYPE_WORDS[key.type]} {key.id} on TMDB
          </span>
        </button>
      </div>
    </li>
  );
}

function FoundPoster({ title, imageOrigin }: Pick<FoundItemProps, "title" | "imageOrigin">) {
  if (title.poster === null) {
    return (
      <div class="poster none" aria-hidden="true">
        <span dir="auto">{title.title}</span>
      </div>
    );
  }
  return (
    <img
      class="poster"
      src={`${imageOrigin}/t/p/w185${title.poster}`}
      width="185"
      height="278"
      alt={`Poster of ${nameOf(title)}`}
      loading="lazy"
    />
  );
}
