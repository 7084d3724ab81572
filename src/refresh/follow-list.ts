// Adds a list by its path, or brings a removed one back, and has it read soon. Knows nothing of requests or pages.

import { assembleSnapshot } from "../d1/assemble-snapshot.ts";
import { addList, bringBack, findByPath, findList, type Added } from "../d1/followed-lists.ts";
import { findGate } from "../d1/gate.ts";
import type { ListToRead } from "../d1/lists.ts";
import { joinRefresh } from "../d1/readings.ts";
import type { Failure } from "../failure.ts";
import { seconds } from "../time.ts";
import { findTooManyInAll } from "./film-limits.ts";
import { isDue } from "./lists-to-read.ts";
import { startRefresh } from "./start.ts";
import type { AppContext } from "../context.ts";

/** A failure: the list was removed, and there is no room for its films any more. */
export async function followList(context: AppContext, path: string): Promise<Added | Failure> {
  const { db, settings } = context;
  const now = seconds(context.now());
  const tooMany = await findTooManyBack(context, await findByPath(db, path));
  if (tooMany) return tooMany;
  const snapshot = assembleSnapshot(db, settings, now);
  const added = await addList(db, path, { now, snapshot });
  if (added === "too-many") return added;
  if (added.was !== "there") context.log("list-added", { list: added.list.id });
  await readSoon(context, added.list);
  return added;
}

/** Brings a removed list back. Returns what became of it; null: there is no such list. */
export async function followAgain(
  context: AppContext,
  id: number,
): Promise<Added | Failure | null> {
  const { db, settings } = context;
  const list = await findList(db, id);
  if (list === null) return null;
  if (list.path !== null) return followList(context, list.path);
  const tooMany = await findTooManyBack(context, list);
  if (tooMany) return tooMany;
  return bringBack(db, list, assembleSnapshot(db, settings, seconds(context.now())));
}

async function findTooManyBack(
  context: AppContext,
  list: ListToRead | null,
): Promise<Failure | null> {
  if (list === null || list.removedAt === null) return null;
  return findTooManyInAll(context, list.id, null);
}

/**
 * A list that is due joins the refresh that is reading lists, or gets one of its own. Where neither is possible now,
 * because films are being looked up or Letterboxd shows a wall, the tick begins it for a list that was never read, and
 * the next refresh reads any other.
 */
async function readSoon(context: AppContext, list: ListToRead): Promise<void> {
  if (!isDue(list, seconds(context.now()))) return;
  if (await joinRefresh(context.db, list.id)) return;
  const { closedUntil } = await findGate(context.db, context.now());
  if (closedUntil > context.now()) return;
  await startRefresh(context, "list", { lists: [list] });
}
