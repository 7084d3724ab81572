// What each service is worth, and where the list stands. Every picture stands in, or beside, a table of its numbers.

import type { FilmTitle } from "../../src/list/film-detail.ts";
import type { Month } from "../../src/list/months.ts";
import { addressOf, PLAIN_QUERY, type Query, type Scope } from "../../src/list/query.ts";
import type { ServicesChoice } from "../../src/list/services.ts";
import type { ServiceWorth, Worth } from "../../src/list/worth.ts";
import type { WorthView } from "../../src/list/worth-view.ts";
import { dividedBar } from "../parts/bars.ts";
import { Count } from "../parts/count.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { ListChips } from "../parts/list-chips.tsx";
import { Face } from "../parts/list-face.tsx";
import { MonthsPictures } from "../parts/months-pictures.tsx";
import { NothingYet, nothingYetWords } from "../parts/nothing-yet.tsx";
import { BestTogether, MyServices, OtherServices } from "../parts/worth-tables.tsx";
import { count, countryWords, films, namesOf } from "../parts/words.ts";

interface WorthProps {
  view: WorthView;
  services: readonly ServiceWorth[];
  months: readonly Month[];
  titles: readonly FilmTitle[];
  scope: Scope;
  choice: ServicesChoice | null;
  layout: LayoutView;
}

/** What the parts of the page need beside their numbers. */
export interface WorthContext {
  /** The address of a view of the chosen lists. */
  address: (changes: Partial<Query>) => string;
  /** The list's group "mine" is just what counts here: not before a choice, nor where renting and buying is mine, too. */
  isSameMine: boolean;
  /** The same for what is not mine: with several countries, the list has a group of what is mine in another one. */
  isSameRest: boolean;
  /** There are several countries. */
  isAbroad: boolean;
  imageOrigin: string;
  titles: ReadonlyMap<number, FilmTitle>;
}

export function WorthPage(props: WorthProps) {
  const { view, services, months, scope, choice, layout } = props;
  const { worth, face, brought } = view;
  const query = { ...PLAIN_QUERY, ...scope };
  const context: WorthContext = {
    address: (changes) => addressOf(query, changes),
    isSameMine: choice !== null && !choice.rent && !choice.buy,
    isAbroad: view.abroad.length > 0,
    isSameRest: choice !== null && !choice.rent && !choice.buy && view.abroad.length === 0,
    imageOrigin: layout.imageOrigin,
    titles: new Map(props.titles.map((film) => [film.id, film])),
  };
  const mine = services.filter(({ isMine }) => isMine);
  const nothingYet = nothingYetWords(view, query, layout);
  return (
    <Layout
      title="Worth paying for?"
      description="How much of my list each streaming service has, and what others would add."
      place="worth"
      layout={layout}
      lists={scope}
    >
      <header class="hero">
        <h1>Worth paying for?</h1>
      </header>
      <ListChips view={view} query={query} path="/worth" />
      {nothingYet === null ? null : (
        <NothingYet {...nothingYet} layout={layout} so="there’s nothing to count." />
      )}
      {nothingYet === null && worth.films === 0 ? (
        <p class="lead">
          You’ve seen every film on {view.chosen.length > 1 ? "these lists" : "this list"}, so
          there’s nothing to count.
        </p>
      ) : null}
      {nothingYet !== null || worth.films === 0 ? null : (
        <div class="worth">
          <p class="lead">{inShort(services, worth)}</p>
          {choice === null ? (
            <p>
              You haven’t chosen your services yet, so only what’s free counts as yours.{" "}
              <a href="/services">Choose your services</a>.
            </p>
          ) : null}
          {choice?.rent || choice?.buy ? (
            <p class="small">
              Films to rent or buy don’t count here: you pay for those one by one.
            </p>
          ) : null}
          <Standing worth={worth} country={layout.country} context={context} />
          <MyServices services={mine} brought={brought} context={context} />
          <OtherServices
            services={services.filter(({ isMine }) => !isMine)}
            brought={brought}
            context={context}
          >
            <BestTogether best={worth.best} />
          </OtherServices>
          <MonthsPictures months={months} country={layout.country} />
          <Face face={face} oldest={view.oldest} context={context} />
        </div>
      )}
    </Layout>
  );
}

/** What one would tell a friend: "MUBI would add 41 films. Without Netflix, you’d lose 12 films." */
function inShort(services: readonly ServiceWorth[], { films: all, mine }: Worth): string {
  const [other] = services
    .filter(({ adds }) => adds > 0)
    .toSorted((a, b) => b.adds - a.adds || b.films - a.films);
  const [lonely] = services.filter(({ only }) => only > 0).toSorted((a, b) => b.only - a.only);
  const idle = services.filter(({ isMine, isFree, only }) => isMine && !isFree && only === 0);
  const sentences = [
    other && `${other.name} would add ${films(other.adds)}.`,
    lonely && `Without ${lonely.name}, you’d lose ${films(lonely.only)}.`,
    idle.length > 0 &&
      `Without ${idle.length > 1 ? "any one of " : ""}${namesOf(
        idle.slice(0, 3).map(({ name }) => name),
        "or",
      )}, you’d lose nothing.`,
  ];
  const told = sentences.filter(Boolean).join(" ");
  return told === "" ? `You have ${count(mine)} of ${films(all)}.` : told;
}

interface StandingProps {
  worth: Worth;
  country: string;
  context: WorthContext;
}

/** The whole list, divided by who has it. */
function Standing({
  worth,
  country,
  context: { address, isSameMine, isSameRest, isAbroad },
}: StandingProps) {
  const { mine, elsewhere, shops, rent, nowhere, unknown } = worth;
  const rows: [words: string, n: number, only: Partial<Query> | null][] = [
    ["On my services", mine, isSameMine ? { availability: "mine" } : null],
    [
      "On other services",
      elsewhere,
      isSameRest ? { availability: "elsewhere", kinds: ["stream", "free", "ads"] } : null,
    ],
    [
      `Only to rent or buy${rent > 0 && rent < shops ? `, ${rent} of them to rent` : ""}`,
      shops,
      null,
    ],
    ["Nowhere yet", nowhere, isAbroad ? null : { availability: "nowhere" }],
    ["Not found yet", unknown, isAbroad ? null : { availability: "unknown" }],
  ];
  return (
    <section class="worth-part">
      <h2>Where the films are</h2>
      {dividedBar(rows.map(([, n]) => n))}
      <table class="standing">
        <caption class="sr">Films on the list in {countryWords(country)}</caption>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">films</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([words, n, only], i) =>
            n === 0 ? null : (
              <tr>
                <th scope="row">
                  <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
                    <rect class={`part-${i}`} width="10" height="10" />
                  </svg>
                  {only === null ? words : <a href={address(only)}>{words}</a>}
                </th>
                <td>
                  <Count n={n} />
                </td>
                <td>{percent(n, worth.films)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function percent(n: number, of: number): string {
  const share = (n / Math.max(of, 1)) * 100;
  return n > 0 && share < 1 ? "under 1%" : `${Math.round(share)}%`;
}
