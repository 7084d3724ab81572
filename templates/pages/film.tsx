// A film's own page. The browser's script shows its article in a dialog over the list.

import type { FilmDetail, OffersAbroad } from "../../src/list/film-detail.ts";
import type { OfferKind } from "../../src/film.ts";
import { addressOf, type Query } from "../../src/list/query.ts";
import { serviceSearch } from "../../src/list/service-search.ts";
import type { ShownList } from "../../src/list/snapshot.ts";
import { filmAddress, letterboxdAddress } from "../parts/card.ts";
import { ComingLine } from "../parts/coming-line.tsx";
import { Offer, type ServiceOffer } from "../parts/film-offer.tsx";
import { FilmHead, FilmPicture } from "../parts/film-head.tsx";
import { FilmMakers, TrailerLink } from "../parts/film-makers.tsx";
import { FilmTurns } from "../parts/film-turns.tsx";
import { listWords } from "../parts/list-words.ts";
import { OwnChips } from "../parts/own-chips.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { isLockedFor, LogIn } from "../parts/log-in.tsx";
import { MarkForms } from "../parts/mark-forms.tsx";
import { Moment } from "../parts/moment.tsx";
import { countryWords, KIND_WORDS, namesOf } from "../parts/words.ts";

/** Services that offer the film in the same kinds. */
export interface OfferRow {
  kinds: OfferKind[];
  services: ServiceOffer[];
}

interface FilmPageProps {
  film: FilmDetail;
  /** A row for every kind that has any; renting and buying may share one. */
  offers: OfferRow[];
  /** The same of the other configured countries, in their order. */
  abroad: { there: OffersAbroad; rows: OfferRow[] }[];
  /** All lists, in their order, whether or not they have it. */
  lists: readonly ShownList[];
  /** Of the view that the reader came from. */
  query: Query;
  layout: LayoutView;
}

export function FilmPage({ film, offers, abroad, lists, query, layout }: FilmPageProps) {
  const title = film.year === null ? film.title : `${film.title} (${film.year})`;
  return (
    <Layout
      title={title}
      description={`Where to watch ${title} in ${namesOf([layout.country, ...layout.abroad].map(countryWords))}.`}
      place="other"
      layout={layout}
    >
      {film.listed || film.lists.length > 0 ? <FilmTurns filmId={film.id} query={query} /> : null}
      <article class="film" data-title={title}>
        <FilmPicture film={film} imageOrigin={layout.imageOrigin} />
        <div class="film-text">
          <FilmHead film={{ ...film, isSeries: film.tmdbType === "tv" }} href={null} />
          <OwnChips own={film.own} />
          <Offers film={film} offers={offers} layout={layout} />
          <ComingLine coming={film.coming} now={layout.now} />
          {abroad.map(({ there: { country, offers: found, link }, rows }) => (
            <Offers
              film={{ ...film, offers: found, link }}
              offers={rows}
              layout={{ ...layout, country }}
            />
          ))}
          {film.overview === "" ? null : (
            <p class="overview" dir="auto">
              {film.overview}
            </p>
          )}
          <FilmMakers made={film.made} tmdbType={film.tmdbType} />
          <Links film={film} offers={offers} layout={layout} />
          {isLockedFor(layout) ? null : (
            <MarkForms
              filmId={film.id}
              marks={film.marks}
              to={addressOf(query, {}, filmAddress(film))}
            />
          )}
          {layout.changes === "visitor" ? <LogIn words="mark it" /> : null}
          <SmallPrint film={film} lists={lists} layout={layout} />
        </div>
      </article>
    </Layout>
  );
}

type OffersProps = Pick<FilmPageProps, "film" | "offers" | "layout">;

function Offers({ film, offers, layout }: OffersProps) {
  const country = countryWords(layout.country);
  const areSeveral = layout.abroad.length > 0;
  if (film.offers === null) {
    return <p class="no-offers">{(areSeveral ? `In ${country}: ` : "") + unknownWords(film)}</p>;
  }
  if (offers.length === 0) {
    return <p class="no-offers">No service in {country} offers it at the moment.</p>;
  }
  return (
    <section class="offers" aria-labelledby={`offers${areSeveral ? layout.country : ""}`}>
      <h2 id={`offers${areSeveral ? layout.country : ""}`} class={areSeveral ? undefined : "sr"}>
        Where to watch it in {country}
      </h2>
      {offers.map(({ kinds, services }) => (
        <div class={`offer-row ${kinds.join(" ")}`}>
          <h3>{kindsWords(kinds)}</h3>
          <ul>
            {services.map((service) => (
              <li>
                <Offer
                  service={service}
                  address={serviceSearch(service, film.title, layout.country)}
                  imageOrigin={layout.imageOrigin}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p class="small">
        {film.link === null ? (
          "From JustWatch, via TMDB"
        ) : (
          <>
            From JustWatch, via <a href={film.link}>TMDB’s page of its offers</a>, which links to
            each one
          </>
        )}
        {film.checkedAt === null ? null : (
          <>
            , checked <Moment at={film.checkedAt} now={layout.now} />
          </>
        )}
        .
      </p>
    </section>
  );
}

function kindsWords(kinds: readonly OfferKind[]): string {
  const [first, ...others] = kinds.map((kind) => KIND_WORDS[kind]);
  return [first, ...others.map((words) => words.toLowerCase())].join(" or ");
}

function unknownWords({ match, failureKind }: FilmDetail): string {
  if (failureKind !== null) return "TMDB couldn’t be asked about it yet; this will be tried again.";
  switch (match) {
    case "pending":
      return "Not looked up yet.";
    case "unsure":
      return "It might be one of several films, so no guess was made.";
    case "not-found":
      return "TMDB has no film with this title and year.";
    case "not-on-tmdb":
      return "TMDB doesn’t have it.";
    case "exact":
    case "near-year":
    case "only-title":
    case "film-page":
    case "owner":
      return "The next refresh will look up its offers.";
  }
}

function Links({ film, offers, layout }: OffersProps) {
  const isMine = offers.some(({ services }) => services.some(({ mine }) => mine));
  const letterboxd = letterboxdAddress(film, layout.letterboxdOrigin);
  const tmdb =
    film.tmdbId === null
      ? null
      : `https://www.themoviedb.org/${film.tmdbType ?? "movie"}/${film.tmdbId}`;
  return (
    <p class="film-links">
      {film.link === null ? null : (
        <a class={isMine ? "button accent" : "button"} href={film.link}>
          See the offers
        </a>
      )}
      <TrailerLink trailer={film.made.trailer} />
      {letterboxd === null ? null : (
        <a class="button" href={letterboxd}>
          Letterboxd
        </a>
      )}
      {tmdb === null ? null : (
        <a class="button" href={tmdb}>
          TMDB
        </a>
      )}
    </p>
  );
}

const SOURCES = {
  letterboxd: "From the watchlist on Letterboxd",
  export: "From an export",
  both: "From the watchlist and an export",
  manual: "Added by hand",
} as const;

/** With more than one list, it says which of them have the film instead of where it comes from. */
function SmallPrint({ film, lists, layout }: Pick<FilmPageProps, "film" | "lists" | "layout">) {
  const { addedOn, listed, source } = film;
  const having = lists.filter(({ id }) => film.lists.includes(id)).map(listWords);
  const isNamed = lists.length > 1 && having.length > 0;
  return (
    <p class="small">
      {isNamed ? `On ${namesOf(having)}` : SOURCES[source]}
      {addedOn === null ? "" : `, added on ${addedOn}`}.
      {film.seenBy.length === 0 ? "" : ` Seen by ${namesOf(film.seenBy)}.`}
      {listed || isNamed ? (
        <>
          {" "}
          <a href={`/matches/${film.id}`}>
            {film.tmdbId === null ? "Say which film it is" : "Wrong film?"}
          </a>
          {film.tmdbId === null ? "." : ""}
        </>
      ) : (
        " It’s no longer on the list."
      )}
      {layout.sampleData ? " Sample data." : ""}
    </p>
  );
}
