// The commands that the served stand-ins take under /_control, as JSON. Several keys at
// once are carried out together.

import type { TmdbKey } from "../../src/film.ts";
import type { FilmSketch, OfferIds } from "./film.ts";
import { filmOf } from "./film.ts";
import { films } from "./films.ts";
import type { LetterboxdControl, LetterboxdMode } from "./letterboxd.ts";
import type { Markup } from "./letterboxd/items.ts";
import type { RequestLog } from "./request-log.ts";
import type { TmdbControl, TmdbMode } from "./tmdb.ts";
import type { Order } from "./weather.ts";

interface LetterboxdCommand {
  mode?: LetterboxdMode;
  markup?: Markup;
  /** With a `page` of the watchlist, or a `path`, or neither. */
  play?: Order<LetterboxdMode> & { page?: number };
  /** Takes back what was ordered with `play`. */
  clear?: true;
  clearLog?: true;
  /** A slug of the shelves, or a film of one's own. On top, or at a place from there. */
  add?: { film: string | FilmSketch; at?: number };
  /** A slug. */
  remove?: string;
  /** The whole list by slugs, newest first. */
  list?: string[];
  /** The films of somebody's list by slugs, in its order; null: it is deleted. */
  setList?: { path: string; films: string[] | null; updatedAt?: string };
}

interface TmdbCommand {
  mode?: TmdbMode;
  play?: Order<TmdbMode>;
  clear?: true;
  clearLog?: true;
  latencyMs?: number;
  add?: FilmSketch;
  setOffers?: { key: TmdbKey; country: string; offers: OfferIds };
  kill?: TmdbKey;
}

export function stateOfLetterboxd(control: LetterboxdControl) {
  const list = control.films.map((film) => film.slug);
  return { mode: control.mode, markup: control.markup, list, ...stateOfLog(control.log) };
}

export function stateOfTmdb({ mode, latencyMs, log }: TmdbControl) {
  return { mode, latencyMs, ...stateOfLog(log) };
}

function stateOfLog(log: RequestLog) {
  return {
    requests: log.requests,
    violations: log.violations,
    peakInFlight: log.peakInFlight(),
    peakPerSecond: log.peakPerSecond(),
    leastPauseMs: log.leastPauseMs(),
  };
}

export function commandLetterboxd(control: LetterboxdControl, body: unknown): void {
  const command = body as LetterboxdCommand;
  const known = [...control.films, ...films];
  const bySlug = (slug: string) => {
    const film = known.find((candidate) => candidate.slug === slug);
    if (film === undefined) throw new Error(`no film ${slug}`);
    return film;
  };
  if (command.clear) control.clear();
  if (command.clearLog) control.log.clear();
  if (command.mode) control.mode = command.mode;
  if (command.markup) control.markup = command.markup;
  if (command.play) {
    const { page, ...order } = command.play;
    if (page === undefined) control.play(order);
    else control.playOnPage(page, order);
  }
  if (command.list) control.films = command.list.map((slug) => bySlug(slug));
  if (command.setList) {
    const { path, films: slugs, updatedAt = null } = command.setList;
    if (slugs === null) control.lists.delete(path);
    else
      Object.assign(control.listAt(path), { films: slugs.map((slug) => bySlug(slug)), updatedAt });
  }
  if (command.remove !== undefined) control.remove(command.remove);
  if (command.add) {
    const { film, at = 0 } = command.add;
    control.add(typeof film === "string" ? bySlug(film) : filmOf(film), at);
  }
}

export function commandTmdb(control: TmdbControl, body: unknown): void {
  const command = body as TmdbCommand;
  if (command.clear) control.clear();
  if (command.clearLog) control.log.clear();
  if (command.mode) control.mode = command.mode;
  if (command.play) control.play(command.play);
  if (command.latencyMs !== undefined) control.latencyMs = command.latencyMs;
  if (command.add) control.add(filmOf(command.add));
  if (command.kill) control.kill(command.kill);
  if (command.setOffers) {
    const { key, country, offers } = command.setOffers;
    control.setOffers(key, country, offers);
  }
}
