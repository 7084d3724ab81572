// A view's first round trip, and mostly its only one: the layout's data, the snapshot, and the cards that will probably be
// wanted. Asks nobody outside.

import type { Context } from "hono";
import { assembleSnapshot } from "../d1/assemble-snapshot.ts";
import { readSnapshot, snapshotOf } from "../d1/snapshot.ts";
import { batch } from "../d1/batch.ts";
import { cardsOf, findCards, readCards, type AskedCards } from "../d1/film-cards.ts";
import { layoutOf, readLayout, type StoredLayout } from "../d1/layout.ts";
import { chosenLists, knownChoice, type ListChoice } from "../list/chosen-lists.ts";
import { choiceAbroad } from "../list/choices-by-country.ts";
import type { Query } from "../list/query.ts";
import { countriesOf } from "../settings/countries.ts";
import type { Settings } from "../settings/index.ts";
import { SETTINGS_OF } from "../settings/libraries.ts";
import { emptySnapshot, type Snapshot } from "../list/snapshot.ts";
import type { FilmCard } from "../list/shown-film.ts";
import type { App, AppContext } from "../context.ts";
import { ensureUpgraded } from "../refresh/upgrade.ts";
import { seconds } from "../time.ts";
import { guessCards, noteCards } from "./guessed-cards.ts";
import { askedQuery } from "./kept-choice.ts";

export interface PageData {
  /** With the choice of services in the country that the page is about. */
  layout: StoredLayout;
  snapshot: Snapshot;
  /** The settings as if one lived in that country. */
  here: Settings;
}

/** null: the one at home, also for a code that is not configured. With one country, there is nothing to choose. */
function knownCountry({ country, abroad }: Settings, asked: string | null): string | null {
  if (asked === null || abroad.length === 0) return null;
  return asked === country || abroad.includes(asked) ? asked : null;
}

/** With one country there is no such group. */
function withoutAbroad(query: Query): Query {
  return query.availability === "abroad" ? { ...query, availability: null } : query;
}

/** For a page that shows a view: with the query of the address and, where that says nothing of lists, the browser's. */
export async function readView(c: Context<App>): Promise<PageData & { query: Query }> {
  return readQuery(c, askedQuery(c), null);
}

/** For a page that shows a view as cards. */
export async function readCardView(c: Context<App>) {
  const query = askedQuery(c);
  const view = `${c.req.path} ${JSON.stringify(query)}`;
  const guess = guessCards(view);
  const { cards: guessed, ...page } = await readQuery(c, query, guess);
  return {
    ...page,
    /** By film id. Costs a round trip only for films that this view did not show last time. */
    cards: async (asked: AskedCards): Promise<Map<number, FilmCard>> => {
      noteCards(view, asked);
      const known = guess?.withLists === asked.withLists ? guess.ids : [];
      const ids = asked.ids.filter((id) => !known.includes(id));
      const others = await findCards(c.var.context.db, page.here, { ...asked, ids });
      return new Map([...guessed, ...others]);
    },
  };
}

async function readQuery(c: Context<App>, asked: Query, guess: AskedCards | null) {
  const { context } = c.var;
  const country = knownCountry(context.settings, asked.country);
  const page = await readPage(context, asked.lists ?? [], country, guess);
  const servers = asked.servers.filter((server) => page.snapshot.servers.includes(server));
  const query = { ...asked, country, servers, ...knownChoice(page.snapshot, asked) };
  return { ...page, query: context.settings.abroad.length > 0 ? query : withoutAbroad(query) };
}

/** What is wrong with the country that a program asks for, in words; null: nothing, or it asks for none. */
export function countryProblem(settings: Settings, country: string | null): string | null {
  const countries = countriesOf(settings);
  if (country === null || countries.includes(country)) return null;
  return `country=${country} is not configured: ${countries.join(" or ")} is expected.`;
}

interface AskedLists extends PageData {
  /** The members whose watchlists these are; where none is among them, all members. */
  people: readonly string[];
}

/** For a program, which is told what is wrong: a text is returned if a number is no list's, or a code no country of ours. */
export async function readAskedLists(
  context: AppContext,
  choice: ListChoice & Partial<Pick<Query, "country" | "availability" | "servers">>,
): Promise<AskedLists | string> {
  const { settings } = context;
  const { country = null, servers = [] } = choice;
  const missing = servers.find((server) => settings.libraries.every(({ kind }) => kind !== server));
  if (missing !== undefined) {
    return `service=${missing} is not configured: it needs ${SETTINGS_OF[missing]}.`;
  }
  const problem = countryProblem(settings, country);
  if (problem !== null) return problem;
  if (choice.availability === "abroad" && settings.abroad.length === 0) {
    return "show=abroad is for several countries, and only one is configured.";
  }
  const page = await readPage(context, choice.lists ?? [], country);
  const unknown = choice.lists?.find((id) => !page.snapshot.lists.some((list) => list.id === id));
  if (unknown !== undefined) {
    return (
      `list=${unknown} isn’t a list whose films can be asked for. /api/lists has their numbers; ` +
      "a member’s file goes by the number of their watchlist."
    );
  }
  const members = chosenLists(page.snapshot, choice).flatMap(({ member }) => member ?? []);
  return { ...page, people: members.length > 0 ? members : context.settings.members };
}

/**
 * `listIds`: followed lists whose films are wanted too. `country`: a configured one, which the page is about; null: the
 * one at home. `guess`: cards that will probably be wanted. After an upgrade there is no snapshot in this version's
 * format: the first request has it assembled.
 */
export async function readPage(
  context: AppContext,
  listIds: readonly number[] = [],
  country: string | null = null,
  guess: AskedCards | null = null,
): Promise<PageData & { cards: Map<number, FilmCard> }> {
  const { db, settings } = context;
  const here = seenFrom(settings, country ?? settings.country);
  const page = await tryToRead(context, here, listIds, guess);
  if (page.snapshot !== null) return { ...page, ...withChoices(page.layout, page.snapshot), here };
  await ensureUpgraded(context);
  await batch(db, assembleSnapshot(db, settings, seconds(context.now())));
  const again = await tryToRead(context, here, listIds, guess);
  const snapshot = again.snapshot ?? emptySnapshot(here.country);
  return { ...again, ...withChoices(again.layout, snapshot), here };
}

async function tryToRead(
  { db, settings }: AppContext,
  here: Settings,
  listIds: readonly number[],
  guess: AskedCards | null,
) {
  const [layout, parts, cards = []] = await batch(db, [
    layoutOf(db, settings),
    snapshotOf(db, settings, listIds, here.country),
    ...(guess === null ? [] : [cardsOf(db, here, guess)]),
  ]);
  return {
    layout: readLayout(layout, settings),
    snapshot: readSnapshot(parts, settings, here.country),
    cards: readCards(cards),
  };
}

function seenFrom(settings: Settings, country: string): Settings {
  return { ...settings, country, abroad: countriesOf(settings).filter((code) => code !== country) };
}

function withChoices(layout: StoredLayout, snapshot: Snapshot): Omit<PageData, "here"> {
  const { country } = snapshot;
  const { choices } = layout;
  const abroad = snapshot.abroad.map(({ country: code, services }) => ({
    country: code,
    services,
    choice: choiceAbroad(choices, code),
  }));
  return {
    layout: { ...layout, country, choice: choices.get(country) ?? null },
    snapshot: { ...snapshot, abroad },
  };
}
