// One film for tonight. Another one is one press away, and so is a time limit.

import { serviceSearch } from "../../src/list/service-search.ts";
import { addressOf, PLAIN_QUERY, type Query } from "../../src/list/query.ts";
import { countsAsMine, type ServicesChoice } from "../../src/list/services.ts";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import type { View } from "../../src/list/view.ts";
import { filmAddress, logo } from "../parts/card.ts";
import { FilmHead, FilmPicture } from "../parts/film-head.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Chosen } from "../parts/groups.tsx";
import { ListChips } from "../parts/list-chips.tsx";
import { Icon } from "../parts/icons.tsx";
import { Layout } from "../parts/layout.tsx";
import { isLockedFor } from "../parts/log-in.tsx";
import { MarkedNote, type MarkedFilm } from "../parts/mark-forms.tsx";
import { Limits, pickAddress, PickForms } from "../parts/pick-forms.tsx";
import { NothingYet, nothingYetWords } from "../parts/nothing-yet.tsx";
import { OwnChips } from "../parts/own-chips.tsx";
import { wholeListOf, withSeen } from "../parts/states.tsx";
import { Suggestions, waysOf } from "../parts/suggestions.tsx";
import { queryWords } from "../parts/filter-words.ts";
import { count, films, availabilityWords } from "../parts/words.ts";

/** The film, with facts that help to decide. */
interface PickedFilm extends ShownFilm {
  genres: string[];
  rating: number | null;
  overview: string;
}

interface PickProps {
  /** null: the view has no film, or all have been shown. */
  film: PickedFilm | null;
  /** Counts from 0. */
  turn: number;
  /** Its address would lead to another pick; the browser's script puts in the one that leads to this. */
  isNew: boolean;
  /** Films of the view that may be picked tonight. */
  candidates: number;
  /** What was marked last; null: nothing just now. */
  marked: MarkedFilm | null;
  view: View;
  query: Query;
  choice: ServicesChoice | null;
  layout: LayoutView;
}

export function PickPage(it: PickProps) {
  const { film, view, query, turn, marked } = it;
  return (
    <Layout title={pickTitle(film)} place="pick" layout={it.layout} lists={query}>
      <output class="sr" id="picked"></output>
      <div class="pick-page" data-address={it.isNew ? pickAddress(query, turn) : undefined}>
        {marked === null || isLockedFor(it.layout) ? null : (
          <MarkedNote marked={marked} to={pickAddress(query, turn)} />
        )}
        {film === null ? <NoPick {...it} /> : <Picked {...it} film={film} />}
        {nothingYetWords(view, query, it.layout) === null ? <Limits query={query} /> : null}
        <ListChips view={view} query={query} path="/pick" />
        <Chosen query={{ ...query, minutes: null }} services={view.services} path="/pick" />
        {film === null ? null : (
          <p class="small">
            Suggestion {count(turn + 1)} of {count(it.candidates)}
            {query.availability === null
              ? ""
              : ` from “${availabilityWords(query.availability, it.choice !== null)}”`}
            . <a href={addressOf({ ...query, seed: null })}>See them all</a>
          </p>
        )}
      </div>
    </Layout>
  );
}

/** A screen reader reads this first. */
function pickTitle(film: PickedFilm | null): string {
  return film === null ? "Pick for me" : `${film.title}? · Pick for me`;
}

function Picked(it: PickProps & { film: PickedFilm }) {
  const { film, view, query, turn, choice, layout } = it;
  return (
    <article class="film picked">
      <FilmPicture film={film} imageOrigin={layout.imageOrigin} />
      <div class="film-text">
        <FilmHead film={film} href={filmAddress(film)}>
          <p class="small">How about</p>
        </FilmHead>
        <OwnChips own={film.own} />
        <Where film={film} view={view} choice={choice} layout={layout} />
        {film.overview === "" ? null : (
          <p class="overview" dir="auto">
            {film.overview}
          </p>
        )}
        <p class="small">Offers from JustWatch, via TMDB.</p>
      </div>
      <p class="pick-buttons">
        {film.link === null ? null : (
          <a class={film.availability === "mine" ? "button accent" : "button"} href={film.link}>
            See the offers
          </a>
        )}
        <a class="button" href={pickAddress(query, turn + 1)} data-again="">
          <Icon name="dice" /> Another one
        </a>
      </p>
      <PickForms {...it} filmId={film.id} />
    </article>
  );
}

/** The services of mine that offer it or, if there are none, all that do. */
function Where({
  film,
  view,
  choice,
  layout: { imageOrigin, country },
}: Pick<PickProps, "view" | "choice" | "layout"> & { film: PickedFilm }) {
  const services = view.services.filter(({ id }) => film.streams.includes(id));
  const mine = services.filter((service) => countsAsMine(choice, service));
  if (services.length === 0) return null;
  return (
    <ul class="chips">
      {(mine.length > 0 ? mine : services).map((service) => {
        const address = serviceSearch(service, film.title, country);
        const inside = (
          <>
            {service.logo === null ? null : logo({ ...service, name: "" }, imageOrigin)}
            <span>{service.name}</span>
          </>
        );
        return (
          <li class={address === null ? "chip" : undefined}>
            {address === null ? (
              inside
            ) : (
              <a class="chip" href={address}>
                {inside}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function NoPick({ view, query, choice, candidates, layout }: PickProps) {
  const total = view.films.length;
  const nothingYet = nothingYetWords(view, query, layout);
  if (nothingYet !== null) return <NothingYet {...nothingYet} layout={layout} />;
  if (total > 0 && candidates === 0) {
    return (
      <div class="nothing">
        <h1>Not tonight</h1>
        <p class="lead">You’ve put off {total === 1 ? "the only film" : `all ${films(total)}`}.</p>
        <form method="post" action="/not-tonight">
          <input type="hidden" name="to" value={addressOf(query, {}, "/pick")} />
          <button class="button accent">Show {total === 1 ? "it" : "them"} again</button>
        </form>
      </div>
    );
  }
  if (total > 0) {
    return (
      <div class="nothing">
        <h1>That was all of them</h1>
        <p class="lead">
          {total === 1 ? "There’s only the one." : `You’ve been through all ${films(total)}.`} Start
          over in another order, or remove a filter.
        </p>
        <a class="button accent" href={addressOf(query, { seed: null }, "/pick")}>
          <Icon name="dice" /> Start over
        </a>
      </div>
    );
  }
  const chosen = choice !== null;
  const { mine } = view.whole.groups;
  const { lists, all, country } = query;
  const address = addressOf(PLAIN_QUERY, { lists, all, country }, "/pick");
  const suggestions = {
    query,
    view: {
      ...view,
      suggestions: view.suggestions.filter(({ without }) => keepsGroup(query, without)),
    },
    chosen,
    path: "/pick",
    except: ["nowhere", "unknown"] as const,
    last:
      mine === 0
        ? null
        : { words: "Anything I can watch", address, films: mine, group: "mine" as const },
  };
  const isWayOut = suggestions.last !== null || waysOf(suggestions).length > 0;
  return (
    <div class="nothing">
      <h1>Nothing to pick from</h1>
      <p class="lead">
        No films match:{" "}
        <span dir="auto">{queryWords(withSeen(query, view), view.services, chosen)}</span>
      </p>
      <Suggestions
        {...suggestions}
        last={isWayOut ? suggestions.last : wholeListOf({ ...query, seed: null }, view)}
      />
    </div>
  );
}

/** Without its last service or kind a pick is one from my services: that is another group, of other films. */
function keepsGroup(query: Query, without: Partial<Query>): boolean {
  const { kinds, services } = { ...query, ...without };
  return query.availability !== null || kinds.length + services.length > 0;
}
