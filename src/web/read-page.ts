// The first of a view's two round trips: the layout's data and the snapshot. Asks nobody outside.

import type { Context } from "hono";
import { assembleSnapshot } from "../d1/assemble-snapshot.ts";
import { readSnapshot, snapshotOf } from "../d1/snapshot.ts";
import { batch } from "../d1/batch.ts";
import { layoutOf, readLayout, type StoredLayout } from "../d1/layout.ts";
import { chosenLists, knownChoice, type ListChoice } from "../list/chosen-lists.ts";
import type { Query } from "../list/query.ts";
import { emptySnapshot, type Snapshot } from "../list/snapshot.ts";
import type { App, AppContext } from "../context.ts";
import { ensureUpgraded } from "../refresh/upgrade.ts";
import { seconds } from "../time.ts";
import { askedQuery } from "./kept-choice.ts";

export interface PageData {
  layout: StoredLayout;
  snapshot: Snapshot;
}

/** For a page that shows a view: with the query of the address and, where that says nothing of lists, the browser's. */
export async function readView(c: Context<App>): Promise<PageData & { query: Query }> {
  const asked = askedQuery(c);
  const page = await readPage(c.var.context, asked.lists ?? []);
  return { ...page, query: { ...asked, ...knownChoice(page.snapshot, asked) } };
}

interface AskedLists extends PageData {
  /** The members whose watchlists these are; where none is among them, all members. */
  people: readonly string[];
}

/** For a program, which is told what is wrong: a text is returned if one of the numbers is no list's. */
export async function readAskedLists(
  context: AppContext,
  choice: ListChoice,
): Promise<AskedLists | string> {
  const page = await readPage(context, choice.lists ?? []);
  const unknown = choice.lists?.find((id) => !page.snapshot.lists.some((list) => list.id === id));
  if (unknown !== undefined) {
    return (
      `list=${unknown} is no list whose films can be asked for. /api/lists has their numbers; ` +
      "a member’s file goes by the number of their watchlist."
    );
  }
  const members = chosenLists(page.snapshot, choice).flatMap(({ member }) => member ?? []);
  return { ...page, people: members.length > 0 ? members : context.settings.members };
}

/**
 * `listIds`: followed lists whose films are wanted too. After an upgrade there is no snapshot in this version's
 * format: the first request has it assembled.
 */
export async function readPage(
  context: AppContext,
  listIds: readonly number[] = [],
): Promise<PageData> {
  const page = await tryToRead(context, listIds);
  if (page.snapshot !== null) return { ...page, snapshot: page.snapshot };
  const { db, settings } = context;
  await ensureUpgraded(context);
  await batch(db, assembleSnapshot(db, settings, seconds(context.now())));
  const again = await tryToRead(context, listIds);
  return { ...again, snapshot: again.snapshot ?? emptySnapshot(settings.country) };
}

async function tryToRead({ db, settings }: AppContext, listIds: readonly number[]) {
  const [layout, parts] = await batch(db, [
    layoutOf(db, settings),
    snapshotOf(db, settings, listIds),
  ]);
  return { layout: readLayout(layout, settings), snapshot: readSnapshot(parts, settings) };
}
