// How a refresh begins: by the tick, when one is due, or by a person. And how one that stands still goes on:
// the tick wakes it. Both may happen at any time and twice; the database sees to it that one is under way.

import { together } from "../d1/batch.ts";
import { forgetOldAnswers } from "../d1/forget-films.ts";
import { breakLease, findGate, openGate } from "../d1/gate.ts";
import { findLastImport } from "../d1/imports.ts";
import { addDueLookups, addLookupOf, countFilmsTotal } from "../d1/lookups.ts";
import { recall, remember } from "../d1/kv.ts";
import {
  abortRefresh,
  beginRefresh,
  findActive,
  findLastEnded,
  findLastReading,
  findRestEnd,
  type Refresh,
} from "../d1/refreshes.ts";
import { rebuildShelf } from "../d1/shelf.ts";
import { isMade } from "../d1/shelf-made.ts";
import { findNextFilmPage } from "../d1/film-pages.ts";
import type { RefreshTrigger } from "../d1/schema.ts";
import { stepOf } from "./pages-queue.ts";
import { finishRefresh } from "./finish.ts";
import { nextTime } from "./schedule.ts";
import { seconds } from "../time.ts";
import { sendLookups, sendOpenLookups, sendStep } from "./wake.ts";
import type { World } from "../context.ts";

/** A reading, or a look-up, that has not moved for so long stands still: longer than a lease. */
const STANDS_STILL_SECONDS = 60;
const LOOKUPS_STAND_STILL_SECONDS = 180;

export type Start =
  | { started: true; id: number }
  | { started: false; reason: "running" }
  | { started: false; reason: "resting"; retryAfterSeconds: number };

interface StartOptions {
  /** Reads the whole list, even where a few pages would prove it. */
  full?: boolean;
  /** For a choice: the one film to look up. */
  filmId?: number;
}

/** Begins a refresh, unless one is under way. Only a press of the button has to wait for its rest. */
export async function startRefresh(
  world: World,
  trigger: RefreshTrigger,
  { full = false, filmId }: StartOptions = {},
): Promise<Start> {
  const { db, settings } = world;
  const now = seconds(world.now());
  const restSeconds = trigger === "button" ? settings.cooldownMinutes * 60 : 0;
  const reads = settings.username !== null && trigger !== "import" && trigger !== "choice";
  const id = await beginRefresh(db, {
    trigger,
    full,
    username: settings.username,
    country: settings.country,
    state: reads ? "reading" : "looking-up",
    now,
    restSeconds,
  });
  if (id === null) return refusedStart(world, trigger, now, restSeconds);

  world.log("refresh-started", { refresh: id, trigger, full });
  await forgetOldAnswers(db, now);
  if (trigger === "button") await openGate(db);
  if (reads) {
    await sendStep(world, { refreshId: id, step: FIRST_STEP, delaySeconds: 0 });
  } else if (filmId === undefined) await lookUpDueFilms(world, id);
  else await lookUpOneFilm(world, id, filmId);
  return { started: true, id };
}

const FIRST_STEP = stepOf({ round: 1, pagesRead: 0 }, null);

async function refusedStart(
  world: World,
  trigger: RefreshTrigger,
  now: number,
  restSeconds: number,
): Promise<Start> {
  const active = await findActive(world.db);
  if (active) {
    // What an import brought is looked up by the refresh that is under way.
    if (trigger === "import") await lookUpDueFilms(world, active.id);
    // The choice itself has put its film among that refresh's look-ups.
    if (trigger === "choice") await sendLookups(world, active.id);
    return { started: false, reason: "running" };
  }
  const restEnd = await findRestEnd(world.db, now, restSeconds);
  return {
    started: false,
    reason: "resting",
    retryAfterSeconds: Math.max(1, (restEnd ?? now) - now),
  };
}

async function lookUpDueFilms(world: World, refreshId: number): Promise<void> {
  const { db, settings } = world;
  await together(db, [
    addDueLookups(db, refreshId, settings, seconds(world.now())),
    countFilmsTotal(db, refreshId),
  ]);
  await sendLookups(world, refreshId);
  await finishRefresh(world, refreshId);
}

async function lookUpOneFilm(world: World, refreshId: number, filmId: number): Promise<void> {
  const { db } = world;
  await together(db, [addLookupOf(db, refreshId, filmId), countFilmsTotal(db, refreshId)]);
  await sendLookups(world, refreshId);
}

/**
 * The tick: begins what is due, and wakes what stands still. `atStart`: the process has just begun and is the
 * only one, so no queue holds a message and nobody holds the gate.
 */
export async function tick(world: World, { atStart }: { atStart: boolean }): Promise<void> {
  const { db, settings } = world;
  if (atStart) await breakLease(db, world.now() + settings.letterboxdPauseMs);
  if (!(await isMade(db, settings))) await rebuildShelf(world);
  const active = await findActive(db);
  if (!active) return startWhatIsDue(world);
  if (active.country === settings.country && active.username === settings.username) {
    return wake(world, active, atStart);
  }
  const detail = "The country or the member was changed while it ran.";
  const failure = { kind: "superseded", detail, retryAfterSeconds: null } as const;
  await abortRefresh(db, active.id, failure, seconds(world.now()));
  return startWhatIsDue(world);
}

async function startWhatIsDue(world: World): Promise<void> {
  const { db, settings } = world;
  const now = seconds(world.now());
  const [last, lastReading, schedule, gate, lastImport] = await Promise.all([
    findLastEnded(db),
    findLastReading(db),
    recall(db, "schedule"),
    findGate(db, world.now()),
    findLastImport(db),
  ]);
  // An import starts its own look-ups, unless the process ended between the two.
  if (lastImport && lastImport.importedAt > (last?.finishedAt ?? 0)) {
    await startRefresh(world, "import");
    return;
  }
  // A wall is left alone for an hour.
  if (settings.username !== null && gate.closedUntil > world.now()) return;
  if (!schedule) await remember(db, "schedule", { from: now });
  if (!lastReading) await startRefresh(world, "first");
  else if (lastReading.country !== settings.country || lastReading.username !== settings.username) {
    await startRefresh(world, "settings");
  } else if (schedule && (nextTime(settings, schedule.from) ?? Infinity) <= now) {
    await remember(db, "schedule", { from: now });
    await startRefresh(world, "schedule");
  }
}

async function wake(world: World, refresh: Refresh, atStart: boolean): Promise<void> {
  const { db } = world;
  const now = seconds(world.now());
  const gate = await findGate(db, world.now());
  const filmPage = refresh.state === "looking-up" ? await findNextFilmPage(db, refresh.id) : null;
  const readingStands = now - refresh.progressAt > STANDS_STILL_SECONDS;
  const mayAsk = !gate.taken && (refresh.notBefore ?? 0) <= now;
  if ((refresh.state === "reading" || filmPage) && mayAsk && (atStart || readingStands)) {
    world.log("woken", { refresh: refresh.id, queue: "pages" });
    const step = stepOf(refresh, filmPage);
    await sendStep(world, { refreshId: refresh.id, step, delaySeconds: 0 });
  }
  const lookupsStand = now - refresh.lookupsAt > LOOKUPS_STAND_STILL_SECONDS;
  if (refresh.filmsDone < refresh.filmsTotal && (atStart || lookupsStand)) {
    world.log("woken", { refresh: refresh.id, queue: "lookups" });
    await sendOpenLookups(world, refresh.id);
  }
  // Also what an import brought in the moment before the process ended.
  if (atStart && refresh.state === "looking-up") await lookUpDueFilms(world, refresh.id);
  else await finishRefresh(world, refresh.id);
}
