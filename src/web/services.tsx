// Where the owner says, once, what they already pay for. The shelf is made again with each choice. The form has
// a field of its own, `form`: what is sent without it is not the form, and must not be taken for an empty choice.

import { Hono } from "hono";
import { ServicesPage } from "../../templates/pages/services.tsx";
import { frameOf, readFrame } from "../d1/page-frame.ts";
import { readProviders, saveChoice, storedProviders } from "../d1/services.ts";
import { rebuildShelf } from "../d1/shelf.ts";
import { batch } from "../d1/batch.ts";
import type { Provider } from "../film.ts";
import { readForm } from "./read-form.ts";
import { serviceName, type Service, type ServicesChoice } from "../shelf/services.ts";
import { answer, frameView } from "./layout-data.ts";
import { brandsOf } from "../tmdb/brands.ts";
import type { App } from "../context.ts";

export const chooseServices = new Hono<App>();

chooseServices.get("/services", async (c) => {
  const { context } = c.var;
  const [stored, providers] = await batch(context.db, [
    frameOf(context.db),
    storedProviders(context.db, context.settings.country),
  ]);
  const frame = readFrame(stored);
  const query = new URL(c.req.url).searchParams;
  return answer(
    c,
    <ServicesPage
      services={allServices(frame.facets.services, readProviders(providers))}
      choice={isOurForm(query) ? readChoice(query) : frame.choice}
      text={(query.get("q") ?? "").trim()}
      frame={await frameView(context, frame)}
    />,
  );
});

chooseServices.post("/services", async (c) => {
  const { context } = c.var;
  const form = await readForm(c);
  if (!isOurForm(form)) {
    return c.text(
      "This was not sent by the form of services. Nothing was changed. Open /services, and choose there.",
      400,
    );
  }
  await saveChoice(context.db, readChoice(form));
  await rebuildShelf(context);
  return c.redirect("/?saved=1", 303);
});

/** Services that films of mine are on, most films first; then the country's others, in TMDB's order. */
function allServices(seen: readonly Service[], providers: readonly Provider[]): Service[] {
  const known = new Set(seen.map(({ id }) => id));
  const others = brandsOf(providers).filter(({ id }) => !known.has(id));
  return [
    ...seen,
    ...others.map((brand) => ({
      id: brand.id,
      name: serviceName(brand),
      logo: brand.logo,
      films: 0,
      kinds: {},
    })),
  ];
}

const MOST_SERVICES = 500;

/** A form's body, or the same in an address. */
type Fields = Pick<FormData, "get" | "getAll"> | URLSearchParams;

function isOurForm(fields: Fields): boolean {
  return fields.get("form") === "1";
}

/** `free` names the free services that were on the form, so that one seen later counts by itself. */
function readChoice(form: Fields): ServicesChoice {
  const ticked = new Set(numbers(form.getAll("service")));
  const free = numbers(form.getAll("free"));
  return {
    chosen: [...ticked].filter((id) => !free.includes(id)),
    without: free.filter((id) => !ticked.has(id)),
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
