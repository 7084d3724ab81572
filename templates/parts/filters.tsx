// What a view may be filtered and ordered by: a plain form whose fields stand in the address, and links that
// turn one thing on or off. Each says how many films of the whole list it has.

import { OFFER_KINDS } from "../../src/film.ts";
import type { Facets } from "../../src/shelf/facets.ts";
import { NO_FILTERS, ORDERS, viewAddress, type View } from "../../src/shelf/view.ts";
import type { Service } from "../../src/shelf/services.ts";
import { Count } from "./count.tsx";
import { Icon } from "./icons.tsx";
import { QuickServices } from "./quick-services.tsx";
import {
  count,
  decadeWords,
  KIND_WORDS,
  LATELY_WORDS,
  ORDER_WORDS,
  runtimeWords,
} from "./words.ts";

interface FiltersProps {
  view: View;
  facets: Facets;
  /** Counts as mine, most films first. */
  mine: Service[];
  chosen: boolean;
  imageOrigin: string;
}

const QUICK_SERVICES = 10;
const SERVICES_LISTED = 60;

export function Filters({ view, facets, mine, chosen, imageOrigin }: FiltersProps) {
  const quick = (mine.length > 0 ? mine : facets.services).slice(0, QUICK_SERVICES);
  return (
    <search class="filters">
      <form action="/" method="get" id="filters" data-live="" autocomplete="off">
        {view.standing ? <input type="hidden" name="show" value={view.standing} /> : null}
        <div class="bar">
          <label class="find">
            <Icon name="search" />
            <span class="sr">Search by title</span>
            <input
              type="search"
              name="q"
              value={view.text}
              placeholder="Find a film"
              autocomplete="off"
              aria-keyshortcuts="/"
            />
          </label>
          <label class="order">
            <span class="sr">Order by</span>
            <select name="order">
              {ORDERS.map((order) => (
                <option value={order} selected={order === view.order}>
                  {ORDER_WORDS[order]}
                </option>
              ))}
            </select>
          </label>
          <details class="panel" data-panel="">
            <summary>
              <Icon name="filter" /> Filters
              {panelCount(view) > 0 ? <b class="badge">{panelCount(view)}</b> : null}
            </summary>
            <Panel view={view} facets={facets} quick={quick} />
          </details>
          <button class="find-button">Find</button>
          <a
            class={chosen ? "button accent pick" : "button pick"}
            href={viewAddress({ ...view, order: "added", seed: null }, {}, "/pick")}
          >
            <Icon name="dice" />
            <span>
              Pick<span class="roomy"> for me</span>
            </span>
          </a>
        </div>
      </form>
      <QuickServices view={view} services={quick} chosen={chosen} imageOrigin={imageOrigin} />
    </search>
  );
}

/** How many choices are made inside the panel, where they do not show when it is closed. */
function panelCount(view: View): number {
  const { services, kinds, genres, decade, minutes, added, arrived, released } = view;
  const single = [decade !== null, minutes !== null, added, arrived, released];
  return services.length + kinds.length + genres.length + single.filter(Boolean).length;
}

interface PanelProps {
  view: View;
  facets: Facets;
  quick: Service[];
}

function Panel({ view, facets }: PanelProps) {
  const services = facets.services.filter(({ films }) => films > 0).slice(0, SERVICES_LISTED);
  return (
    <div class="panel-inside">
      <p class="small">The numbers are of the whole list.</p>
      <fieldset>
        <legend>Offer</legend>
        {OFFER_KINDS.map((kind) => (
          <Tick name="kind" value={kind} on={view.kinds.includes(kind)} n={facets.kinds[kind]}>
            {KIND_WORDS[kind]}
          </Tick>
        ))}
      </fieldset>
      <fieldset>
        <legend>Only</legend>
        <Tick name="new" value="1" on={view.arrived} n={facets.arrived}>
          New on my services
        </Tick>
        <Tick name="added" value="lately" on={view.added} n={facets.added}>
          Added {LATELY_WORDS}
        </Tick>
        <Tick name="released" value="1" on={view.released} n={facets.total - facets.unreleased}>
          Released already
        </Tick>
      </fieldset>
      <Selects view={view} facets={facets} />
      <fieldset>
        <legend>Genre</legend>
        {facets.genres.map(([genre, n]) => (
          <Tick name="genre" value={genre} on={view.genres.includes(genre)} n={n}>
            {genre}
          </Tick>
        ))}
      </fieldset>
      <fieldset>
        <legend>Service</legend>
        {services.map(({ id, name, films }) => (
          <Tick name="service" value={`${id}`} on={view.services.includes(id)} n={films}>
            {name}
          </Tick>
        ))}
      </fieldset>
      <p class="panel-end">
        <button class="button accent" data-done="">
          Show films
        </button>
        <a href={viewAddress({ ...view, order: "added" }, NO_FILTERS)}>Clear all</a>
      </p>
    </div>
  );
}

function Selects({ view, facets }: { view: View; facets: Facets }) {
  return (
    <div class="selects">
      <label>
        <span>Runtime</span>
        <select name="minutes">
          <option value="">Any</option>
          {facets.minutes.map(([minutes, n]) => (
            <option value={`${minutes}`} selected={minutes === view.minutes}>
              At most {runtimeWords(minutes)} ({count(n)})
            </option>
          ))}
          {view.minutes !== null &&
          !facets.minutes.some(([minutes]) => minutes === view.minutes) ? (
            <option value={`${view.minutes}`} selected>
              At most {runtimeWords(view.minutes)}
            </option>
          ) : null}
        </select>
      </label>
      <label>
        <span>Decade</span>
        <select name="decade">
          <option value="">Any</option>
          {facets.decades.map(([decade, n]) => (
            <option value={`${decade}`} selected={decade === view.decade}>
              {decadeWords(decade)} ({count(n)})
            </option>
          ))}
        </select>
      </label>
    </div>
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
      <span>
        {children}{" "}
        <b>
          <Count n={n} />
        </b>
      </span>
    </label>
  );
}
