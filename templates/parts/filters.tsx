// The filters and orders of a view: a plain form whose fields end up in the address, and links that turn one filter
// on or off. Each option says how many films of the view it has, or would have.

import { GENRES_LISTED } from "../../src/list/list-face.ts";
import { OFFER_KINDS } from "../../src/film.ts";
import {
  addressOf,
  NO_FILTERS,
  ORDERS,
  PLAIN_QUERY,
  queryFields,
  type Query,
} from "../../src/list/query.ts";
import type { CountedService, View } from "../../src/list/view.ts";
import { Count } from "./count.tsx";
import { whereWords } from "./country-switch.tsx";
import { Icon } from "./icons.tsx";
import { Selects } from "./filter-selects.tsx";
import { onServerWords } from "./own-servers.ts";
import { QuickServices } from "./quick-services.tsx";
import { KIND_WORDS, LATELY_WORDS, ORDER_WORDS } from "./words.ts";

interface FiltersProps {
  query: Query;
  view: View;
  /** Services that count as mine, most films first. */
  mine: CountedService[];
  chosen: boolean;
  imageOrigin: string;
}

const QUICK_SERVICES = 10;
const SERVICES_LISTED = 60;

export function Filters({ query, view, mine, chosen, imageOrigin }: FiltersProps) {
  const quick = quickServices(mine, view, query);
  return (
    <search class="filters">
      <form action="/" method="get" id="filters" data-live="" autocomplete="off">
        {queryFields({
          ...PLAIN_QUERY,
          lists: query.lists,
          all: query.all,
          country: query.country,
          hidden: query.hidden,
          since: query.since,
        }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {query.availability ? <input type="hidden" name="show" value={query.availability} /> : null}
        <div class="bar">
          <label class="find">
            <Icon name="search" />
            <span class="sr">Search by title</span>
            <input
              type="search"
              name="q"
              value={query.text}
              placeholder="Find a film"
              autocomplete="off"
              aria-keyshortcuts="/"
            />
          </label>
          <label class="order">
            <Icon name="order" />
            <span class="sr">Order by</span>
            <select name="order">
              {ORDERS.map((order) => (
                <option value={order} selected={order === query.order}>
                  {ORDER_WORDS[order]}
                </option>
              ))}
            </select>
          </label>
          <details class="panel" data-panel="">
            <summary>
              <Icon name="filter" /> <span class="roomy">Filters</span>
              {panelCount(query) > 0 ? <b class="badge">{panelCount(query)}</b> : null}
            </summary>
            <Panel query={query} view={view} />
          </details>
          <button class="find-button">Find</button>
          <a
            class={chosen ? "button accent pick" : "button pick"}
            href={addressOf({ ...query, order: "added", seed: null }, {}, "/pick")}
          >
            <Icon name="dice" />
            <span>
              Pick<span class="roomy"> for me</span>
            </span>
          </a>
        </div>
      </form>
      <QuickServices
        query={query}
        services={quick}
        servers={view.servers}
        chosen={chosen}
        arrived={view.counts.arrived}
        imageOrigin={imageOrigin}
      />
    </search>
  );
}

/** How many filters are chosen inside the panel, where they are hidden while it is closed. */
function panelCount(query: Query): number {
  const { services, servers, kinds, genres, decade, minutes } = query;
  const { added, arrived, released, coming, seen } = query;
  const isSeenAsked = seen !== null && seen !== "any";
  const single = [
    query.type !== null,
    decade !== null,
    minutes !== null,
    added,
    arrived,
    released,
    coming,
    isSeenAsked,
  ];
  return (
    services.length + servers.length + kinds.length + genres.length + single.filter(Boolean).length
  );
}

interface PanelProps {
  query: Query;
  view: View;
}

function Panel({ query, view }: PanelProps) {
  const { counts, whole } = view;
  // What is chosen is always there: the form would otherwise take the choice back.
  const genres = [...whole.counts.genres]
    .toSorted(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1))
    .filter(([genre], place) => place < GENRES_LISTED || query.genres.includes(genre));
  return (
    <div class="panel-inside">
      <fieldset>
        <legend>Offer{whereWords(view)}</legend>
        {OFFER_KINDS.map((kind) => (
          <Tick name="kind" value={kind} on={query.kinds.includes(kind)} n={counts.kinds[kind]}>
            {KIND_WORDS[kind]}
          </Tick>
        ))}
      </fieldset>
      <fieldset>
        <legend>Only</legend>
        <Tick name="new" value="1" on={query.arrived} n={counts.arrived}>
          New on my services{whereWords(view)}
        </Tick>
        <Tick name="added" value="lately" on={query.added} n={counts.added}>
          Added {LATELY_WORDS}
        </Tick>
        <Tick name="released" value="1" on={query.released} n={counts.released}>
          Already released
        </Tick>
        {counts.coming > 0 || query.coming ? (
          <Tick name="coming" value="1" on={query.coming} n={counts.coming}>
            Coming soon
          </Tick>
        ) : null}
      </fieldset>
      <Selects query={query} view={view} />
      <fieldset>
        <legend>Genre</legend>
        {genres.map(([genre]) => (
          <Tick
            name="genre"
            value={genre}
            on={query.genres.includes(genre)}
            n={counts.genres.get(genre) ?? 0}
          >
            {genre}
          </Tick>
        ))}
      </fieldset>
      <Services query={query} view={view} />
      <p class="panel-end">
        <button class="button accent" data-done="">
          Show films
        </button>
        <a href={addressOf({ ...query, order: "added" }, NO_FILTERS)}>Clear all</a>
      </p>
    </div>
  );
}

function Services({ query, view }: PanelProps) {
  // As with genres, what is chosen is always there.
  const services = view.services
    .filter(({ films }) => films > 0)
    .filter(({ id }, place) => place < SERVICES_LISTED || query.services.includes(id));
  return (
    <fieldset>
      <legend>Service{whereWords(view)}</legend>
      {view.servers.map(({ server, filmsInView }) => (
        <Tick name="service" value={server} on={query.servers.includes(server)} n={filmsInView}>
          {onServerWords(server)}
        </Tick>
      ))}
      {services.map(({ id, name, filmsInView }) => (
        <Tick name="service" value={`${id}`} on={query.services.includes(id)} n={filmsInView}>
          {name}
        </Tick>
      ))}
    </fieldset>
  );
}

interface TickProps {
  name: string;
  value: string;
  on: boolean;
  n: number;
  children: unknown;
}

function Tick({ name, value, on, n, children }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value={value} checked={on} />
      {children}{" "}
      <b>
        <Count n={n} />
      </b>
    </label>
  );
}

/** Mine or, until they are chosen, those with films of the list. */
function quickServices(mine: CountedService[], { services }: View, query: Query): CountedService[] {
  const withFilms = services.filter(({ id, films }) => films > 0 || query.services.includes(id));
  return (mine.length > 0 ? mine : withFilms).slice(0, QUICK_SERVICES);
}
