// One film for tonight. Another is one press away, and a limit of time another.

import type { PickedFilm } from "../../src/d1/shelf-view.ts";
import { MINUTES, type Facets } from "../../src/shelf/facets.ts";
import { countsAsMine, readToken, type ServicesChoice } from "../../src/shelf/services.ts";
import { viewAddress, viewFields, type View } from "../../src/shelf/view.ts";
import { filmAddress, logo } from "../parts/card.ts";
import { FilmHead, FilmPicture } from "../parts/film-head.tsx";
import type { FrameView } from "../parts/frame.ts";
import { Chosen } from "../parts/groups.tsx";
import { Icon } from "../parts/icons.tsx";
import { Layout } from "../parts/layout.tsx";
import { WaysOut, type WiderView } from "../parts/suggestions.tsx";
import { viewWords } from "../parts/filter-words.ts";
import { count, films, runtimeWords, standingWords } from "../parts/words.ts";

interface PickProps {
  /** null: the view has none, or all were shown. */
  film: PickedFilm | null;
  /** From 0. */
  turn: number;
  /** Films that the view has. */
  total: number;
  /** How many of each group it has, whichever group it shows. */
  counts: Facets["standings"];
  /** Where it has none. */
  wider: readonly WiderView[];
  view: View;
  facets: Facets;
  choice: ServicesChoice | null;
  frame: FrameView;
}

export function PickPage(it: PickProps) {
  const { film, view, total, turn } = it;
  return (
    <Layout title={pickTitle(film)} place="pick" frame={it.frame}>
      <output class="sr" id="picked"></output>
      <div class="pick-page">
        {film === null ? <NoPick {...it} /> : <Picked {...it} film={film} />}
        <Limits view={view} />
        <Chosen view={{ ...view, minutes: null }} facets={it.facets} path="/pick" />
        {film === null ? null : (
          <p class="small">
            Suggestion {count(turn + 1)} of {count(total)}
            {view.standing === null
              ? ""
              : ` from “${standingWords(view.standing, it.choice !== null)}”`}
            . <a href={viewAddress({ ...view, seed: null })}>See them all</a>
          </p>
        )}
      </div>
    </Layout>
  );
}

/** Heard first when the page comes. */
function pickTitle(film: PickedFilm | null): string {
  return film === null ? "Pick for me" : `${film.title}? · Pick for me`;
}

function Picked({ film, view, turn, facets, choice, frame }: PickProps & { film: PickedFilm }) {
  return (
    <article class="film picked">
      <FilmPicture film={film} imageOrigin={frame.imageOrigin} />
      <div class="film-text">
        <FilmHead film={film} href={filmAddress(film)}>
          <p class="small">How about</p>
        </FilmHead>
        <Where film={film} facets={facets} choice={choice} imageOrigin={frame.imageOrigin} />
        {film.overview === "" ? null : (
          <p class="overview" dir="auto">
            {film.overview}
          </p>
        )}
        <p class="small">Offers from JustWatch, by way of TMDB.</p>
      </div>
      <p class="pick-buttons">
        {film.link === null ? null : (
          <a class={film.standing === "mine" ? "button accent" : "button"} href={film.link}>
            See the offers
          </a>
        )}
        <a class="button" href={pickAddress(view, turn + 1)} data-again="">
          <Icon name="dice" /> Another one
        </a>
      </p>
    </article>
  );
}

/** What is mine, if anything is; else whoever offers it. */
function Where({
  film,
  facets,
  choice,
  imageOrigin,
}: Pick<PickProps, "facets" | "choice"> & { film: PickedFilm; imageOrigin: string }) {
  const ids = new Set(film.offers.map((token) => readToken(token)?.brand));
  const services = facets.services.filter(({ id }) => ids.has(id));
  const mine = services.filter((service) => countsAsMine(choice, service));
  if (services.length === 0) return null;
  return (
    <ul class="chips">
      {(mine.length > 0 ? mine : services).map((service) => (
        <li class="chip">
          {service.logo === null ? null : logo({ ...service, name: "" }, imageOrigin)}
          <span>{service.name}</span>
        </li>
      ))}
    </ul>
  );
}

function NoPick({ view, total, counts, wider, facets, choice }: PickProps) {
  if (total > 0) {
    return (
      <div class="nothing">
        <h1>That was all of them</h1>
        <p class="lead">
          {total === 1 ? "There is only the one." : `You have seen all ${films(total)}.`} Start over
          in another order, or take a filter away.
        </p>
        <a class="button accent" href={viewAddress(view, { seed: null }, "/pick")}>
          <Icon name="dice" /> Start over
        </a>
      </div>
    );
  }
  const chosen = choice !== null;
  const { mine } = facets.standings;
  return (
    <div class="nothing">
      <h1>Nothing to pick from</h1>
      <p class="lead">
        No film matches: <span dir="auto">{viewWords(view, facets, chosen)}</span>
      </p>
      <WaysOut
        view={view}
        counts={counts}
        wider={wider}
        chosen={chosen}
        path="/pick"
        except={["nowhere", "unknown"]}
        last={mine === 0 ? null : { words: "Whatever I can watch", address: "/pick", films: mine }}
      />
    </div>
  );
}

function pickAddress(view: View, turn: number): string {
  const address = viewAddress(view, {}, "/pick");
  return `${address}${address.includes("?") ? "&" : "?"}turn=${turn}`;
}

/** "I have 100 minutes": links for the common answers, a field for the others. */
function Limits({ view }: { view: View }) {
  const rest = viewFields({ ...view, minutes: null, page: 1 });
  return (
    <div class="limits">
      <span id="limits">I have</span>
      <ul aria-labelledby="limits" class="chips">
        <li>
          <a
            class="chip"
            href={viewAddress(view, { minutes: null }, "/pick")}
            aria-current={view.minutes === null ? "true" : undefined}
          >
            all night
          </a>
        </li>
        {MINUTES.map((minutes) => (
          <li>
            <a
              class="chip"
              href={viewAddress(view, { minutes }, "/pick")}
              aria-current={view.minutes === minutes ? "true" : undefined}
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
            value={view.minutes === null ? "" : `${view.minutes}`}
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
