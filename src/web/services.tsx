// Where the owner says, once, what they already pay for. A choice is one row; each view decides what is "mine". The
// form has a field `form`: a request without it did not come from the form, and must not be taken for an empty
// choice.

import { Hono } from "hono";
import { ServicesPage } from "../../templates/pages/services.tsx";
import type { App } from "../context.ts";
import { findProviders, saveChoice } from "../d1/services.ts";
import { PLAIN_QUERY } from "../list/query.ts";
import { NEEDS_LIBRARY_CARD, serviceName, type ServicesChoice } from "../list/services.ts";
import { worthOf } from "../list/worth.ts";
import { viewOf, type CountedService } from "../list/view.ts";
import { keepCoverage } from "../refresh/keep-coverage.ts";
import { seconds } from "../time.ts";
import { brandsOf } from "../tmdb/brands.ts";
import type { Provider } from "../film.ts";
import { answer, layoutView } from "./layout-data.ts";
import { readForm } from "./read-form.ts";
import { readPage } from "./read-page.ts";

export const servicesPage = new Hono<App>();

servicesPage.get("/services", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const { layout, snapshot } = await readPage(context);
  const providers = await findProviders(db, settings.country);
  const { services, films } = viewOf(snapshot, layout.choice, PLAIN_QUERY, seconds(context.now()));
  const worth = worthOf(films, snapshot.services.services, layout.choice);
  const query = new URL(c.req.url).searchParams;
  return answer(
    c,
    <ServicesPage
      services={allServices(services, providers ?? [])}
      adds={new Map(worth.services.map(({ id, adds }) => [id, adds]))}
      areRead={providers !== null}
      choice={isOurForm(query) ? readChoice(query) : layout.choice}
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
      "This was not sent by the form of services. Nothing was changed. Open /services, and choose there.",
      400,
    );
  }
  await saveChoice(context.db, readChoice(form));
  await keepCoverage(context);
  return c.redirect("/?saved=1", 303);
});

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

const MOST_SERVICES = 500;

/** A form's body, or the same fields in an address. */
type Fields = Pick<FormData, "get" | "getAll"> | URLSearchParams;

function isOurForm(fields: Fields): boolean {
  return fields.get("form") === "1";
}

/**
 * `free` names the free services that the form showed, so that one that appears later counts by default, unless it needs
 * a library card.
 */
function readChoice(form: Fields): ServicesChoice {
  const ticked = new Set(numbers(form.getAll("service")));
  const free = numbers(form.getAll("free"));
  const untickable = new Set([...free, ...NEEDS_LIBRARY_CARD]);
  return {
    chosen: [...ticked].filter((id) => !free.includes(id)),
    without: [...untickable].filter((id) => !ticked.has(id)),
    rent: form.get("rent") === "1",
    buy: form.get("buy") === "1",
  };
}

function numbers(values: readonly (string | File)[]): number[] {
  return values
    .filter((value) => typeof value === "string" && /^\d{1,9}$/.test(value))
    .map(Number)
    .slice(0, MOST_SERVICES);
}
