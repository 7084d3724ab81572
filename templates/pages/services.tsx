// Where the owner ticks what they have. One plain form: its search submits the ticks as well, so that none is lost;
// with the browser's script the list is filtered while one types.

import { bitsOf } from "../../src/list/entry.ts";
import { isFree, isTicked, SHOP_KINDS, type ServicesChoice } from "../../src/list/services.ts";
import { foldText } from "../../src/list/fold.ts";
import type { CountedService } from "../../src/list/view.ts";
import { logo } from "../parts/card.ts";
import type { LayoutView } from "../parts/layout-view.ts";
import { Icon } from "../parts/icons.tsx";
import { Layout } from "../parts/layout.tsx";
import { count as inWords, countryWords, films } from "../parts/words.ts";

interface ServicesProps {
  /** Those with most films first. */
  services: CountedService[];
  /** How many films each service that is not mine would add, by its id. */
  adds: ReadonlyMap<number, number>;
  /** TMDB has said which the country has. */
  areRead: boolean;
  choice: ServicesChoice | null;
  /** The search text: services that match it come first. */
  text: string;
  layout: LayoutView;
}

export function ServicesPage({ services, adds, areRead, choice, text, layout }: ServicesProps) {
  const wanted = foldText(text);
  const free = services.filter(isFree);
  const all = services.filter((service) => isFree(service) || !isShop(service));
  // None is left out, because the form sends all ticks at once.
  const found = wanted === "" ? [] : all.filter(({ name }) => foldText(name).includes(wanted));
  const rest = all.filter((service) => !found.includes(service));
  const paid = rest.filter((service) => !isFree(service));
  const withFilms = paid.filter((service) => service.films > 0 || isTicked(choice, service));
  const others = paid.filter((service) => !withFilms.includes(service));
  const each = { choice, adds, imageOrigin: layout.imageOrigin };
  return (
    <Layout
      title="My services"
      description="Choose what you already pay for."
      place="services"
      layout={layout}
    >
      <header class="hero">
        <h1>What do you already pay for?</h1>
        <Search text={text} country={layout.country} />
      </header>
      <output class="sr" id="found" for="services"></output>
      <form id="services" class="services" method="post" action="/services">
        <input type="hidden" name="form" value="1" />
        <p class="lead" data-none="" hidden={wanted === "" || found.length > 0}>
          No service of that name is known in {countryWords(layout.country)}.
        </p>
        <Group words={`With “${text}” in the name`} services={found} {...each} />
        <Group words="With films of yours" services={withFilms} {...each} />
        <Group
          words="Free, and counted unless you untick them"
          services={rest.filter(isFree)}
          {...each}
        />
        {free.map(({ id }) => (
          <input type="hidden" name="free" value={`${id}`} />
        ))}
        <Group words="All others" services={others} {...each} />
        <ShopChoice choice={choice} />
        {services.length === 0 ? <p class="lead">{noneWords(layout, areRead)}</p> : null}
        <p class="save">
          <button class="button accent">
            <span>
              Save<span class="roomy">, and show my films</span>
            </span>
          </button>
          <a href="/">Back without saving</a>
        </p>
      </form>
    </Layout>
  );
}

/** Why there is no service to choose. */
function noneWords({ country, updatedAt }: LayoutView, areRead: boolean): string {
  if (areRead) {
    return `TMDB knows no services in ${countryWords(country)}, so there is none to choose, and it cannot say where your films can be watched there.`;
  }
  return updatedAt === null
    ? "The services of your country come with the first refresh. Come back when it has begun."
    : "The services of your country could not be read at the last refresh. They come with the next one.";
}

/** Of the same form, but asked for and not saved; first in it, so that Enter in the search presses its button. */
function Search({ text, country }: { text: string; country: string }) {
  return (
    <search>
      <label class="find">
        <Icon name="search" />
        <span class="sr">Search the services</span>
        <input
          type="search"
          name="q"
          form="services"
          value={text}
          placeholder={`Services in ${countryWords(country)}`}
          autocomplete="off"
          data-narrow=""
          aria-keyshortcuts="/"
        />
      </label>
      <button class="find-button" form="services" formmethod="get" formaction="/services">
        Find
      </button>
    </search>
  );
}

/** Only rents and sells, so that nobody can subscribe to it. */
function isShop({ films: count, kinds }: CountedService): boolean {
  return count === 0 && (kinds & bitsOf(SHOP_KINDS)) > 0;
}

interface GroupProps {
  words: string;
  services: readonly CountedService[];
  choice: ServicesChoice | null;
  adds: ReadonlyMap<number, number>;
  imageOrigin: string;
}

function Group({ words, services, choice, adds, imageOrigin }: GroupProps) {
  if (services.length === 0) return null;
  return (
    <fieldset class="service-group">
      <legend>{words}</legend>
      {services.map((service) => (
        <label class="service" data-name={foldText(service.name)}>
          <input
            type="checkbox"
            name="service"
            value={`${service.id}`}
            checked={isTicked(choice, service)}
          />
          {service.logo === null ? (
            <span class="logo"></span>
          ) : (
            logo({ ...service, name: "" }, imageOrigin)
          )}
          <span class="service-name">
            {service.name}
            {service.films > 0 ? (
              <small>{filmsWords(service, choice, adds.get(service.id) ?? 0)}</small>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** "+41 films, 43 in all" of a service that is not mine; before a choice there is nothing to add to. */
function filmsWords(service: CountedService, choice: ServicesChoice | null, adds: number): string {
  if (choice === null || isTicked(choice, service)) return films(service.films);
  if (adds === 0) return `${films(service.films)}, none new`;
  return adds === service.films
    ? `+${films(adds)}`
    : `+${films(adds)}, ${inWords(service.films)} in all`;
}

function ShopChoice({ choice }: { choice: ServicesChoice | null }) {
  return (
    <fieldset class="service-group shops">
      <legend>Paying for each film</legend>
      {SHOP_KINDS.map((kind) => (
        <label class="service">
          <input type="checkbox" name={kind} value="1" checked={choice?.[kind] ?? false} />
          <span class="service-name">
            Films I can {kind}
            <small>count as mine too</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
