// The tick: begins the refresh that is due, and wakes one that has stalled. It may come at any time and twice.

import { batch } from "../d1/batch.ts";
import { beginDay, isAnyLeft, isNewDay } from "../d1/first-lookups.ts";
import { forgetRemovedLists, listUnread } from "../d1/followed-lists.ts";
import { breakOldLease, findGate } from "../d1/gate.ts";
import { findLastImport } from "../d1/imports.ts";
import { noteMembers, takeNamelessFile } from "../d1/lists.ts";
import { findValue, saveValue } from "../d1/kv.ts";
import { addReadings } from "../d1/readings.ts";
import { abortRefresh, findLastEnded, findLastReading, usernameOf } from "../d1/refreshes.ts";
import { moveLateWrites } from "../d1/late-writes.ts";
import { findIfUnderWay, findUnderWay, type UnderWay } from "../d1/under-way.ts";
import { areLookedUp, noteCountries, noteLookedUp } from "./countries.ts";
import { finishRefresh } from "./finish.ts";
import { isStillRead, listsToRead } from "./lists-to-read.ts";
import { findNextStep } from "./next-step.ts";
import { goOnToNextList } from "./read-list.ts";
import { nextTime } from "./schedule.ts";
import { updateSnapshot } from "./snapshot.ts";
import { seconds } from "../time.ts";
import { sendLookups, sendOpenLookups, sendStep } from "./wake.ts";
import type { AppContext } from "../context.ts";
import { lookUpDueFilms, startRefresh } from "./start.ts";

/** A reading that makes no progress for this long has stalled; look-ups get longer. */
const STANDS_STILL_SECONDS = 60;
const LOOKUPS_STAND_STILL_SECONDS = 180;

/**
 * The tick: begins what is due, and wakes what has stalled. `atStart`: the process has just started and is the only
 * one, so whatever an earlier one had in its queues is lost, and its lease of the gate is void. True: it has ended a
 * refresh that its own invocation could not, which takes nearly all statements that there are on Cloudflare.
 */
export async function tick(
  context: AppContext,
  { atStart }: { atStart: boolean },
): Promise<boolean> {
  const { db, settings } = context;
  if (atStart) {
    await breakOldLease(db, context.runId, context.now() + settings.letterboxdPauseMs);
  }
  await takeNamelessFile(db, settings);
  await forgetRemovedLists(db, seconds(context.now()));
  await noteMembers(db, settings, seconds(context.now()));
  await noteCountries(context);
  if (await moveLateWrites(db, settings, seconds(context.now()))) {
    context.log("late-writes-moved");
    await updateSnapshot(context);
    await startRefresh(context, "import");
  }
  const underWay = await findUnderWay(db);
  if (!underWay) {
    await startWhatIsDue(context);
    return false;
  }
  if (!(await isSuperseded(context, underWay))) return wake(context, underWay, atStart);
  const detail = "The country or the member was changed while it ran.";
  const failure = { kind: "superseded", detail, retryAfterSeconds: null } as const;
  await abortRefresh(db, underWay.refresh.id, failure, seconds(context.now()));
  await startWhatIsDue(context);
  return false;
}

/** Begins what is due in an empty app, which has nothing that a tick would put in order first. */
export async function startFirst(context: AppContext): Promise<void> {
  const { db, settings } = context;
  await noteMembers(db, settings, seconds(context.now()));
  await noteCountries(context);
  await startWhatIsDue(context);
}

/**
 * A change of settings ends a refresh, unless the new ones still include the list that it is reading, and what it looks
 * up includes the country at home.
 */
async function isSuperseded(context: AppContext, { refresh, list }: UnderWay): Promise<boolean> {
  const { country } = context.settings;
  if (refresh.country !== country && !(await areLookedUp(context, [country], refresh))) return true;
  return refresh.username !== usernameOf(context.settings) && !(list && isStillRead(context, list));
}

async function startWhatIsDue(context: AppContext): Promise<void> {
  const { db, settings } = context;
  const now = seconds(context.now());
  const [last, lastReading, schedule, gate, lastImport] = await Promise.all([
    findLastEnded(db),
    findLastReading(db),
    findValue(db, "schedule"),
    findGate(db, context.now()),
    findLastImport(db),
  ]);
  // An import starts its own look-ups, unless the process died before it could.
  if (lastImport && lastImport.importedAt > (last?.finishedAt ?? 0)) {
    await startRefresh(context, "import");
    return;
  }
  const isHomeNew = !(await areLookedUp(context, [settings.country], lastReading));
  if (lastReading && !isHomeNew && !(await areLookedUp(context, settings.abroad, lastReading))) {
    const { started } = await startRefresh(context, "country");
    if (started) await noteLookedUp(context, [lastReading.country]);
    return;
  }
  // A wall is left alone for an hour.
  if (gate.closedUntil > context.now()) return;
  if (!schedule) await saveValue(db, "schedule", { from: now });
  if (!lastReading) {
    await startRefresh(context, "first");
    await noteLookedUp(context, []);
  } else if (isHomeNew || lastReading.username !== usernameOf(settings)) {
    await startRefresh(context, "settings");
    await noteLookedUp(context, [lastReading.country]);
  } else if (schedule && (nextTime(settings, schedule.from) ?? Infinity) <= now) {
    await saveValue(db, "schedule", { from: now });
    await startRefresh(context, "schedule");
  } else await startWhatIsLeft(context);
}

/** What a limit, a wall or another refresh has left to do. */
async function startWhatIsLeft(context: AppContext): Promise<void> {
  const { db, settings } = context;
  const now = seconds(context.now());
  const unread = await listUnread(db);
  if (unread.length > 0) await startRefresh(context, "list", { lists: unread });
  else if (!settings.atHome && (await isNewDay(db, now))) {
    if (await isAnyLeft(db, settings)) await startRefresh(context, "rest");
    await beginDay(db, now);
  }
}

/** True: there was nothing left to wake, so it has ended the refresh. */
async function wake(context: AppContext, underWay: UnderWay, atStart: boolean): Promise<boolean> {
  const { db, settings } = context;
  const { refresh, reading } = underWay;
  if (refresh.state === "reading" && !reading) {
    await giveLists(context, refresh.id);
    return false;
  }
  const now = seconds(context.now());
  const gate = await findGate(db, context.now());
  const step = await findNextStep(db, underWay);
  const notBefore = reading?.notBefore ?? 0;
  const stands = now - Math.max(refresh.progressAt, notBefore) > STANDS_STILL_SECONDS;
  if (step && !gate.taken && notBefore <= now && (atStart || stands)) {
    context.log("woken", { refresh: refresh.id, queue: "pages" });
    await sendStep(context, { refreshId: refresh.id, step: step.name, delaySeconds: 0 });
  }
  const lookupsStand = now - refresh.lookupsAt > LOOKUPS_STAND_STILL_SECONDS;
  if (refresh.filmsDone < refresh.filmsTotal && (atStart || lookupsStand)) {
    context.log("woken", { refresh: refresh.id, queue: "lookups" });
    await sendOpenLookups(context, refresh.id);
  }
  // Includes what an import brought just before the process died.
  if (atStart && refresh.state === "looking-up") {
    await lookUpDueFilms(context, refresh.id);
    return false;
  }
  return finishRefresh(context, refresh.id, { delivers: settings.atHome });
}

/**
 * For a refresh that the previous version began while both ran on one database: it has no lists in `readings`, and
 * what it has read of the watchlist does not count.
 */
async function giveLists(context: AppContext, refreshId: number): Promise<void> {
  const lists = await listsToRead(context);
  await batch(context.db, [
    addReadings(
      context.db,
      lists.map(({ id }) => id),
    ),
    ...goOnToNextList(context, refreshId),
  ]);
  const underWay = await findIfUnderWay(context.db, refreshId);
  const step = underWay && (await findNextStep(context.db, underWay));
  if (step) await sendStep(context, { refreshId, step: step.name, delaySeconds: 0 });
  else await sendLookups(context, refreshId);
}
