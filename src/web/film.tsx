// A film's own page, by slug or number. The browser's script shows the same page in a dialog.

import { Hono } from "hono";
import { FilmPage, type OfferRow } from "../../templates/pages/film.tsx";
import { MessagePage } from "../../templates/pages/message.tsx";
import type { App } from "../context.ts";
import { batch } from "../d1/batch.ts";
import { filmOf, readFilmDetail } from "../d1/film-detail.ts";
import { layoutOf, readLayout } from "../d1/layout.ts";
import { filmPartsOf, readLists, readServices } from "../d1/snapshot.ts";
import { OFFER_KINDS, type OfferKind, type Offers } from "../film.ts";
import { parseQuery } from "../list/query.ts";
import { isMine, serviceName, type Service, type ServicesChoice } from "../list/services.ts";
import { brandsOf } from "../tmdb/brands.ts";
import { answer, layoutView } from "./layout-data.ts";

export const filmPage = new Hono<App>();

filmPage.get("/film/:name", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const [stored, rows, parts] = await batch(db, [
    layoutOf(db, settings),
    filmOf(db, c.req.param("name"), settings),
    filmPartsOf(db, settings),
  ]);
  const layout = readLayout(stored, settings);
  const view = await layoutView(context, layout);
  const film = readFilmDetail(rows);
  if (film === null) {
    return answer(
      c,
      <MessagePage
        title="No such film"
        message="This film isn’t on the list, and never was."
        layout={view}
      />,
      404,
    );
  }
  const rowsIn = (country: string, offers: Offers | null) =>
    offersByKind(
      offers,
      layout.choices.get(country) ?? null,
      readServices(parts, country).services,
    );
  const offers = rowsIn(settings.country, film.offers);
  return answer(
    c,
    <FilmPage
      film={film}
      offers={offers}
      abroad={film.abroad.map((there) => ({ there, rows: rowsIn(there.country, there.offers) }))}
      lists={readLists(parts)}
      query={parseQuery(new URL(c.req.url).searchParams)}
      layout={view}
    />,
  );
});

/** A row for every kind that has offers, with providers merged into brands; what is mine comes first. */
function offersByKind(
  offers: Offers | null,
  choice: ServicesChoice | null,
  seen: readonly Service[],
): OfferRow[] {
  const kindsOf = new Map(seen.map(({ id, kinds }) => [id, kinds]));
  const rows = OFFER_KINDS.flatMap((kind) => {
    const brands = brandsOf(offers?.[kind] ?? []);
    if (brands.length === 0) return [];
    const services = brands.map((brand) => ({
      id: brand.id,
      name: serviceName(brand),
      logo: brand.logo,
      mine:
        choice !== null &&
        isMine(choice, { id: brand.id, kinds: kindsOf.get(brand.id) ?? 0 }, kind),
    }));
    return [{ kinds: [kind], services: services.toSorted((a, b) => rank(b) - rank(a)) }];
  });
  return withOneShop(rows).toSorted((a, b) => rank(b.services[0]) - rank(a.services[0]));
}

function rank(service: { mine: boolean } | undefined): number {
  return Number(service?.mine ?? false);
}

/** Most shops both rent and sell: if the same shops do both, they are shown in one row. */
function withOneShop(rows: OfferRow[]): OfferRow[] {
  const [rent, buy] = [rows.find(isOf("rent")), rows.find(isOf("buy"))];
  if (rent === undefined || buy === undefined) return rows;
  if (JSON.stringify(rent.services) !== JSON.stringify(buy.services)) return rows;
  const both: OfferRow = { kinds: ["rent", "buy"], services: rent.services };
  return [...rows.filter((row) => row !== rent && row !== buy), both];
}

function isOf(kind: OfferKind): (row: OfferRow) => boolean {
  return ({ kinds }) => kinds.includes(kind);
}
