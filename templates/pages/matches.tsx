// The films whose match is in doubt, most doubtful first, and then those that the owner has decided.

import type { MatchedFilm } from "../../src/list/matched-film.ts";
import {
  DOUBTS,
  MATCHES_SCREEN,
  sumOfDoubts,
  type Doubt,
  type MatchCounts,
} from "../../src/list/match-counts.ts";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { MatchFilm } from "../parts/match-film.tsx";
import { ChoiceNote } from "./match.tsx";
import { LockedNote } from "../parts/log-in.tsx";
import { Count } from "../parts/count.tsx";
import { DOUBT_WORDS } from "../parts/match-words.ts";
import { Paging } from "../parts/paging.tsx";
import { RefreshNotes } from "../parts/refresh-notes.tsx";
import { films as filmsInWords } from "../parts/words.ts";

interface MatchesPageProps {
  layout: LayoutView;
  counts: MatchCounts;
  /** Decoration for when no match is in doubt. */
  posters: string[];
  /** The films of this page. */
  films: MatchedFilm[];
  /** The film that the owner has just decided about. */
  changed: MatchedFilm | null;
  /** null: all of them. */
  doubt: Doubt | null;
  page: number;
  /** The index that the film just decided about had on its page; null: unknown. */
  at: number | null;
  mayChange: boolean;
}

export function MatchesPage(it: MatchesPageProps) {
  const { layout, counts, films, doubt } = it;
  const doubtful = sumOfDoubts(counts);
  return (
    <Layout
      title="Matches in doubt"
      description="Films on the list that may be mistaken for others."
      place="matches"
      layout={layout}
      leadsToPlace={it.changed !== null}
    >
      <header class="hero">
        <h1>
          <Headline counts={counts} />
        </h1>
      </header>
      <Decided {...it} before={null} />
      <RefreshNotes layout={layout} />
      {doubtful === 0 ? <AllCertain {...it} /> : <DoubtGroups {...it} all={doubtful} />}
      {doubtful > 0 ? <Failed counts={counts} /> : null}
      {doubtful === 0 ? null : <LockedNote layout={layout} what="say which film is meant" />}
      {DOUBTS.map((name) => (
        <DoubtSection {...it} name={name} />
      ))}
      <Decided {...it} before={films.length} />
      {films.length === 0 && doubt !== null && doubtful > 0 ? (
        <section class="nothing">
          <h2>None here</h2>
          <p>
            <a href="/matches">All {filmsInWords(doubtful)}</a>
          </p>
        </section>
      ) : null}
      <Paging
        page={it.page}
        screen={MATCHES_SCREEN}
        total={doubt === null ? doubtful : counts[doubt]}
        address={(page) => address(doubt, page)}
      />
    </Layout>
  );
}

function Headline({ counts }: { counts: MatchCounts }) {
  const open = counts.gone + counts.unsure + counts["not-found"];
  if (counts.total === 0) return <>No films yet</>;
  if (open > 0) {
    return (
      <>
        <em>
          <Count n={open} />
        </em>{" "}
        {open === 1 ? "film needs" : "films need"} checking
      </>
    );
  }
  if (counts.pending === counts.total) return <>Not looked up yet</>;
  if (counts.failed > 0) {
    return (
      <>
        <em>
          <Count n={counts.failed} />
        </em>{" "}
        {counts.failed === 1 ? "film" : "films"} couldn’t be looked up
      </>
    );
  }
  return counts.likely > 0 ? <>No films need checking</> : <>Every film found</>;
}

/** Of these films nothing is known, so that nothing is in doubt either. */
function Failed({ counts: { failed } }: Pick<MatchesPageProps, "counts">) {
  if (failed === 0) return null;
  return (
    <p>
      {filmsInWords(failed)} couldn’t be looked up on TMDB. The next refresh will try again.{" "}
      <a href="/refreshes">What went wrong</a>
    </p>
  );
}

function AllCertain({ counts, posters, layout }: MatchesPageProps) {
  const { total, pending, failed } = counts;
  const found = total - pending - failed;
  return (
    <section class="match-none">
      {found > 0 ? (
        <p class="lead">
          {found === 1 ? "The one film" : `All ${filmsInWords(found)}`} looked up so far{" "}
          {found === 1 ? "is" : "are"} certain to be right: title and year agree, or Letterboxd
          itself says which film it is. Nothing was guessed.
        </p>
      ) : (
        <p class="lead">Once your films have been looked up, any in doubt are listed here.</p>
      )}
      {pending > 0 ? <p>{filmsInWords(pending)} still to come.</p> : null}
      <Failed counts={counts} />
      <p class="actions">
        <a class="button accent" href="/">
          Go to the films
        </a>
      </p>
      {found > 0 ? (
        <p class="small">If one is wrong after all, choose “Wrong film?” on its page.</p>
      ) : null}
      <div class="ghosts" aria-hidden="true">
        {posters.map((path) => (
          <img
            class="poster"
            src={`${layout.imageOrigin}/t/p/w185${path}`}
            width="185"
            height="278"
            alt=""
          />
        ))}
      </div>
    </section>
  );
}

function DoubtGroups({ counts, doubt, all }: MatchesPageProps & { all: number }) {
  return (
    <nav class="groups" aria-label="Groups">
      <a href="/matches" aria-current={doubt === null ? "page" : undefined}>
        All{" "}
        <b>
          <Count n={all} />
        </b>
      </a>
      {DOUBTS.filter((name) => counts[name] > 0 || name === doubt).map((name) => (
        <a href={address(name, 1)} aria-current={name === doubt ? "page" : undefined}>
          {DOUBT_WORDS[name]}{" "}
          <b>
            <Count n={counts[name]} />
          </b>
        </a>
      ))}
    </nav>
  );
}

/**
 * The note about the film just decided, if it belongs before the film with index `before`: it takes that film's
 * former place, so that the next film to check follows. null: at the top, because the place is unknown.
 */
function Decided({
  before,
  changed,
  films,
  at,
  doubt,
  page,
}: MatchesPageProps & { before: number | null }) {
  const place = at === null || films.length === 0 ? null : Math.min(at, films.length);
  if (changed === null || place !== before) return null;
  return <ChoiceNote film={changed} from={{ show: doubt, page, at }} />;
}

function DoubtSection({ name, ...it }: MatchesPageProps & { name: Doubt }) {
  const first = it.films.findIndex(({ doubt }) => doubt === name);
  if (first === -1) return null;
  return (
    <>
      <Decided {...it} before={first} />
      <section class="group" aria-labelledby={`group-${name}`}>
        <h2 id={`group-${name}`}>
          {DOUBT_WORDS[name]}{" "}
          <b>
            <Count n={it.counts[name]} />
          </b>
        </h2>
        {it.films.map((film, position) =>
          film.doubt === name ? (
            <>
              {position > first ? <Decided {...it} before={position} /> : null}
              <MatchFilm
                film={film}
                layout={it.layout}
                mayChange={it.mayChange}
                from={{ show: it.doubt, page: it.page, at: position }}
              />
            </>
          ) : null,
        )}
      </section>
    </>
  );
}

function address(doubt: Doubt | null, page: number): string {
  const query = new URLSearchParams();
  if (doubt !== null) query.set("show", doubt);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/matches" : `/matches?${query.toString()}`;
}
