// One film for tonight, for programs: a shortcut on a phone, a button on a dashboard. Asks nobody outside.

import { Hono } from "hono";
import type { App } from "../context.ts";
import { findPickCard, type PickCard } from "../d1/film-cards.ts";
import type { Film } from "../list/filter.ts";
import { shuffled } from "../list/order.ts";
import { shownFilms } from "../list/shown-film.ts";
import type { CountryServices } from "../list/services.ts";
import type { Settings } from "../settings/index.ts";
import { answerJson } from "./answer-tagged.ts";
import { readAskedView } from "./asked-view.ts";
import { letterboxdOf } from "./letterboxd-page.ts";
import { forTonight, SEEDS } from "./pick.tsx";

export const apiPick = new Hono<App>();

/** As on the page, from what is mine unless the address asks for other offers. With `seed` always the same film. */
apiPick.get("/api/pick", async (c) => {
  const { db, settings } = c.var.context;
  const asked = await readAskedView(c, forTonight);
  if (asked instanceof Response) return asked;
  const { view, page, query } = asked;
  if (query.seed === null) c.header("Cache-Control", "no-store");
  const [film] = shuffled(view.films, query.seed ?? Math.floor(Math.random() * SEEDS));
  const card = film ? await findPickCard(db, page.here, film.id) : null;
  if (film === undefined || card === null) {
    return c.json({ message: "No film on the list fits this." }, 404);
  }
  const picked = pickedFilm(film, card, page.snapshot.services, settings);
  return answerJson(c, { country: asked.country, ...picked });
});

function pickedFilm(film: Film, card: PickCard, services: CountryServices, settings: Settings) {
  const [shown] = shownFilms([film], new Map([[film.id, card]]), services);
  const names = new Map(services.services.map(({ id, name }) => [id, name]));
  const namesOf = (ids: readonly number[] = []) => ids.flatMap((id) => names.get(id) ?? []);
  const { title, year, runtime, genres, rating, overview, link, poster, own } = card;
  return {
    title,
    year,
    minutes: runtime,
    genres,
    rating,
    overview,
    mine: film.availability === "mine",
    streams: namesOf(shown?.streams),
    shops: namesOf(shown?.shops),
    own,
    poster: poster === null ? null : `${settings.tmdbImageOrigin}/t/p/w342${poster}`,
    link: link ?? letterboxdOf(card, settings),
    letterboxdUrl: letterboxdOf(card, settings),
  };
}
