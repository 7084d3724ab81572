// Where the owner ticks what they have. One plain form: its search submits the ticks as well, so that none is lost;
// with the browser's script the list is filtered while one types.

import { bitsOf } from "../../src/list/entry.ts";
import { isFree, isTicked, SHOP_KINDS, type ServicesChoice } from "../../src/list/services.ts";
import { foldText } from "../../src/list/fold.ts";
import type { CountedService } from "../../src/list/view.ts";
import type { LayoutView } from "../parts/layout-view.ts";
import { Icon } from "../parts/icons.tsx";
import { isLockedFor, LockedNote } from "../parts/log-in.tsx";
import { Layout } from "../parts/layout.tsx";
import { noneWords } from "../parts/none-words.ts";
import { NoTick } from "../parts/own-chips.tsx";
import { ServiceGroup, ShopChoice } from "../parts/service-group.tsx";
import { countryWords, namesOf } from "../parts/words.ts";

/** One country's part of the form. */
export interface CountryServicesView {
  country: string;
  /** What stands behind the names of its fields; empty for the country at home. */
  suffix: string;
  /** Those with most films first. */
  services: CountedService[];
  /** How many films each service that is not mine would add, by its id. */
  adds: ReadonlyMap<number, number>;
  /** TMDB has said which the country has. */
  areRead: boolean;
  choice: ServicesChoice | null;
  /** The choice was not made yet: it is the same brands as at home. */
  isProposed: boolean;
  /** To be saved even if nothing is ticked any more. */
  isKept: boolean;
}

interface ServicesProps {
  /** The country at home first. */
  parts: CountryServicesView[];
  /** The search text: services that match it come first. */
  text: string;
  layout: LayoutView;
}

export function ServicesPage({ parts, text, layout }: ServicesProps) {
  const wanted = foldText(text);
  const isLocked = isLockedFor(layout);
  const all = parts.flatMap(({ services }) => services.filter(isListed));
  const isFound = wanted === "" || all.some(({ name }) => foldText(name).includes(wanted));
  const countries = namesOf(
    parts.map(({ country }) => countryWords(country)),
    "or",
  );
  return (
    <Layout
      title="My services"
      description="Choose what you already pay for."
      place="services"
      layout={layout}
    >
      <header class="hero">
        <h1>What do you already pay for?</h1>
        {all.length === 0 ? null : <Search text={text} countries={countries} />}
      </header>
      <output class="sr" id="found" for="services"></output>
      <form id="services" class="services" method={isLocked ? "get" : "post"} action="/services">
        <input type="hidden" name="form" value="1" />
        <LockedNote layout={layout} what="choose the services" />
        {all.length === 0 ? null : (
          <p class="lead" data-none="" hidden={isFound}>
            No service by that name is known in {countries}.
          </p>
        )}
        {parts.length === 1
          ? parts.map((part) => <Country part={part} text={text} layout={layout} />)
          : parts.map((part) => (
              <section aria-labelledby={`services-${part.country}`}>
                <h2 id={`services-${part.country}`}>In {countryWords(part.country)}</h2>
                <Country part={part} text={text} layout={layout} />
              </section>
            ))}
        <NoTick servers={layout.servers} />
        {isLocked ? null : (
          <p class="save">
            <button class="button accent">
              <span>
                Save<span class="roomy"> and show my films</span>
              </span>
            </button>
            <a href="/">Cancel</a>
          </p>
        )}
      </form>
    </Layout>
  );
}

function Country({
  part,
  text,
  layout,
}: Omit<ServicesProps, "parts"> & { part: CountryServicesView }) {
  const { services, adds, choice, suffix } = part;
  const wanted = foldText(text);
  const free = services.filter(isFree);
  const all = services.filter(isListed);
  // None is left out, because the form sends all ticks at once.
  const found = wanted === "" ? [] : all.filter(({ name }) => foldText(name).includes(wanted));
  const rest = all.filter((service) => !found.includes(service));
  const paid = rest.filter((service) => !isFree(service));
  const withFilms = paid.filter((service) => service.films > 0 || isTicked(choice, service));
  const others = paid.filter((service) => !withFilms.includes(service));
  const isLocked = isLockedFor(layout);
  const each = { choice, adds, suffix, imageOrigin: layout.imageOrigin, isLocked };
  return (
    <>
      {suffix !== "" && part.isKept ? (
        <input type="hidden" name={`form${suffix}`} value="1" />
      ) : null}
      {part.isProposed ? (
        <p class="lead">
          What you have at home is ticked where this country has it too. It counts once you save it.
        </p>
      ) : null}
      <ServiceGroup words={`With “${text}” in the name`} services={found} {...each} />
      <ServiceGroup words="With some of your films" services={withFilms} {...each} />
      <ServiceGroup words="Free, included by default" services={rest.filter(isFree)} {...each} />
      {free.map(({ id }) => (
        <input type="hidden" name={`free${suffix}`} value={`${id}`} />
      ))}
      <ServiceGroup
        words={rest.length > others.length ? "All others" : "All services"}
        services={others}
        {...each}
      />
      <ShopChoice choice={choice} suffix={suffix} isLocked={isLocked} />
      {services.length === 0 ? <p class="lead">{noneWords(part, layout)}</p> : null}
    </>
  );
}

/** Whether somebody can have it: what only rents and sells is chosen by the kinds below. */
function isListed(service: CountedService): boolean {
  return isFree(service) || !isShop(service);
}

/** Of the same form, but asked for and not saved; first in it, so that Enter in the search presses its button. */
function Search({ text, countries }: { text: string; countries: string }) {
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
          placeholder={`Services in ${countries}`}
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
