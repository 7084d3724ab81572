// A film's own page, by its name or number. The browser's script shows the same page in a dialog.

import { Hono } from "hono";
import { FilmPage, type OfferRow } from "../../templates/pages/film.tsx";
import { MessagePage } from "../../templates/pages/message.tsx";
import { frameOf, readFrame, type Frame } from "../d1/page-frame.ts";
import { filmOf, readFilmDetail, type FilmDetail } from "../d1/shelf-film.ts";
import { batch } from "../d1/batch.ts";
import { OFFER_KINDS, type OfferKind } from "../film.ts";
import { isMine, serviceName } from "../shelf/services.ts";
import { answer, frameView } from "./layout-data.ts";
import { brandsOf } from "../tmdb/brands.ts";
import type { App } from "../context.ts";

export const showFilm = new Hono<App>();

showFilm.get("/film/:name", async (c) => {
  const { context } = c.var;
  const [stored, rows] = await batch(context.db, [
    frameOf(context.db),
    filmOf(context.db, c.req.param("name"), context.settings),
  ]);
  const frame = readFrame(stored);
  const view = await frameView(context, frame);
  const film = readFilmDetail(rows);
  if (film === null) {
    return answer(
      c,
      <MessagePage
        title="No such film"
        message="This film is not on the list, and was not before."
        frame={view}
      />,
      404,
    );
  }
  return answer(c, <FilmPage film={film} offers={offersByKind(film, frame)} frame={view} />);
});

/** Every kind that has offers, its services merged into their brands; what is mine first. */
function offersByKind({ offers }: FilmDetail, { choice, facets }: Frame): OfferRow[] {
  const selling = new Set(
    facets.services.filter(({ kinds }) => kinds.stream !== undefined).map(({ id }) => id),
  );
  const rows = OFFER_KINDS.flatMap((kind) => {
    const brands = brandsOf(offers?.[kind] ?? []);
    if (brands.length === 0) return [];
    const services = brands.map((brand) => ({
      id: brand.id,
      name: serviceName(brand),
      logo: brand.logo,
      mine:
        choice !== null && isMine(choice, { kind, brand: brand.id, sells: selling.has(brand.id) }),
    }));
    return [{ kinds: [kind], services: services.toSorted((a, b) => rank(b) - rank(a)) }];
  });
  return withOneShop(rows).toSorted((a, b) => rank(b.services[0]) - rank(a.services[0]));
}

function rank(service: { mine: boolean } | undefined): number {
  return Number(service?.mine ?? false);
}

/** Most shops rent and sell: those that do both are not named twice, if none does one alone. */
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
