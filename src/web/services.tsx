// Where the owner says, once, what they already pay for, in each of their countries. A country's choice is one row; each
// view decides what is "mine". What is the same brand as at home is proposed for a country without a choice.

import { Hono } from "hono";
import { ServicesPage, type CountryServicesView } from "../../templates/pages/services.tsx";
import type { App } from "../context.ts";
import { batch } from "../d1/batch.ts";
import { findProvidersOf, saveChoices } from "../d1/services.ts";
import { PLAIN_QUERY } from "../list/query.ts";
import { serviceName, type ServicesChoice } from "../list/services.ts";
import { worthOf } from "../list/worth.ts";
import type { Snapshot } from "../list/snapshot.ts";
import { viewOf, type CountedService } from "../list/view.ts";
import { keepCoverage } from "../refresh/keep-coverage.ts";
import { seconds } from "../time.ts";
import { brandsOf } from "../tmdb/brands.ts";
import type { Provider } from "../film.ts";
import { answer, layoutView } from "./layout-data.ts";
import { countriesOf } from "../settings/countries.ts";
import { isOurForm, readChoices, suffixOf } from "./services-form.ts";
import { readForm } from "./read-form.ts";
import { readPage } from "./read-page.ts";

export const servicesPage = new Hono<App>();

servicesPage.get("/services", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const { layout, snapshot } = await readPage(context);
  const countries = countriesOf(settings);
  const providers = await findProvidersOf(db, countries);
  const query = new URL(c.req.url).searchParams;
  const choices = isOurForm(query) ? readChoices(query, countries) : layout.choices;
  const parts = countries.map((country): CountryServicesView => {
    const choice = choices.get(country) ?? null;
    const seen = seenIn(snapshot, country, { choice, now: seconds(context.now()) });
    const services = allServices(seen.services, providers.get(country) ?? []);
    const proposed =
      choice === null && !layout.choices.has(country)
        ? proposedIn(services, layout.choices.get(settings.country))
        : null;
    return {
      country,
      suffix: suffixOf(country, settings.country),
      services,
      adds: seen.adds,
      areRead: providers.get(country) !== null,
      choice: choice ?? proposed,
      isProposed: proposed !== null,
      isKept: proposed !== null || layout.choices.has(country),
    };
  });
  return answer(
    c,
    <ServicesPage
      parts={parts}
      text={(query.get("q") ?? "").trim()}
      layout={await layoutView(context, layout)}
    />,
  );
});

servicesPage.post("/services", async (c) => {
  const { context } = c.var;
  const form = await readForm(c);
  if (!isOurForm(form)) {
    return c.text(
      "This wasn’t sent by the services form. Nothing was changed. Open /services, and choose there.",
      400,
    );
  }
  const { db, settings } = context;
  const choices = readChoices(form, countriesOf(settings));
  await batch(db, saveChoices(db, settings.country, choices));
  await keepCoverage(context);
  return c.redirect("/?saved=1", 303);
});

/** The country's services that offer my films, with their numbers of films, and what each would add to mine. */
function seenIn(
  snapshot: Snapshot,
  country: string,
  { choice, now }: { choice: ServicesChoice | null; now: number },
) {
  const other = snapshot.abroad.find((each) => each.country === country);
  const there = other ? { ...snapshot, country, services: other.services, changes: [] } : snapshot;
  const { services, films } = viewOf({ ...there, abroad: [] }, choice, PLAIN_QUERY, now);
  const worth = worthOf(films, there.services.services, choice);
  return { services, adds: new Map(worth.services.map(({ id, adds }) => [id, adds])) };
}

/** What is the same brand as one that was chosen at home; null: there is none. Brands go by number. */
function proposedIn(
  services: readonly CountedService[],
  atHome: ServicesChoice | undefined,
): ServicesChoice | null {
  const chosen = services.flatMap(({ id }) => (atHome?.chosen.includes(id) ? [id] : []));
  return chosen.length === 0 ? null : { chosen, without: [], rent: false, buy: false };
}

/** Services that offer my films, most films first; then the country's others, in TMDB's order. */
function allServices(
  seen: readonly CountedService[],
  providers: readonly Provider[],
): CountedService[] {
  const known = new Set(seen.map(({ id }) => id));
  const others = brandsOf(providers).filter(({ id }) => !known.has(id));
  return [
    ...seen,
    ...others.map((brand) => ({
      id: brand.id,
      name: serviceName(brand),
      logo: brand.logo,
      kinds: 0,
      films: 0,
      filmsInView: 0,
    })),
  ];
}
