// The first of a view's two round trips: the layout's data and the snapshot. Asks nobody outside.

import type { Context } from "hono";
import { assembleSnapshot } from "../d1/assemble-snapshot.ts";
import { readSnapshot, snapshotOf } from "../d1/snapshot.ts";
import { batch } from "../d1/batch.ts";
import { layoutOf, readLayout, type StoredLayout } from "../d1/layout.ts";
import { chosenLists, knownChoice, type ListChoice } from "../list/chosen-lists.ts";
import { choiceAbroad } from "../list/choices-by-country.ts";
import type { Query } from "../list/query.ts";
import { countriesOf } from "../settings/countries.ts";
import type { Settings } from "../settings/index.ts";
import { SETTINGS_OF } from "../settings/libraries.ts";
import { emptySnapshot, type Snapshot } from "../list/snapshot.ts";
import type { App, AppContext } from "../context.ts";
import { ensureUpgraded } from "../refresh/upgrade.ts";
import { seconds } from "../time.ts";
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
  const { context } = c.var;
  const asked = askedQuery(c);
  const country = knownCountry(context.settings, asked.country);
  const page = await readPage(context, asked.lists ?? [], country);
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
 * one at home. After an upgrade there is no snapshot in this version's format: the first request has it assembled.
 */
export async function readPage(
  context: AppContext,
  listIds: readonly number[] = [],
  country: string | null = null,
): Promise<PageData> {
  const viewed = country ?? context.settings.country;
  const page = await tryToRead(context, listIds, viewed);
  if (page.snapshot !== null) return asSeenFrom(context, page.layout, page.snapshot);
  const { db, settings } = context;
  await ensureUpgraded(context);
  await batch(db, assembleSnapshot(db, settings, seconds(context.now())));
  const again = await tryToRead(context, listIds, viewed);
  return asSeenFrom(context, again.layout, again.snapshot ?? emptySnapshot(viewed));
}

async function tryToRead(
  { db, settings }: AppContext,
  listIds: readonly number[],
  country: string,
) {
  const [layout, parts] = await batch(db, [
    layoutOf(db, settings),
    snapshotOf(db, settings, listIds, country),
  ]);
  return { layout: readLayout(layout, settings), snapshot: readSnapshot(parts, settings, country) };
}

function asSeenFrom({ settings }: AppContext, layout: StoredLayout, snapshot: Snapshot): PageData {
  const { country, abroad } = snapshot;
  const { choices } = layout;
  return {
    layout: { ...layout, country, choice: choices.get(country) ?? null },
    snapshot: {
      ...snapshot,
      abroad: abroad.map((other) => ({ ...other, choice: choiceAbroad(choices, other.country) })),
    },
    here: { ...settings, country, abroad: abroad.map((other) => other.country) },
  };
}
