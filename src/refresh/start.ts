// How a refresh begins: by the tick, when one is due, or by a person. And how one that stands still goes on:
// the tick wakes it. Both may happen at any time and twice; the database sees to it that one is under way.

import { batch } from "../d1/batch.ts";
import { forgetOldArrivals } from "../d1/arrivals.ts";
import { forgetFirstVersion, forgetOldAnswers } from "../d1/forget-films.ts";
import { breakLease, findGate, openGate } from "../d1/gate.ts";
import { findLastImport } from "../d1/imports.ts";
import { takeNamelessFile } from "../d1/lists.ts";
import { addDueLookups, addLookupOf, countFilmsTotal } from "../d1/lookups.ts";
import { findValue, saveValue } from "../d1/kv.ts";
import {
  abortRefresh,
  beginRefresh,
  findActive,
  findLastEnded,
  findLastReading,
  findRestEnd,
  type Refresh,
} from "../d1/refreshes.ts";
import { findNextFilmPage } from "../d1/film-pages.ts";
import { moveLateWrites } from "../d1/late-writes.ts";
import type { RefreshTrigger } from "../d1/schema.ts";
import { stepOf } from "./pages-queue.ts";
import { countriesNow } from "../list/countries.ts";
import { finishRefresh } from "./finish.ts";
import { nextTime } from "./schedule.ts";
import { updateSnapshot } from "./snapshot.ts";
import { seconds } from "../time.ts";
import { sendLookups, sendOpenLookups, sendStep } from "./wake.ts";
import type { AppContext } from "../context.ts";

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
  context: AppContext,
  trigger: RefreshTrigger,
  { full = false, filmId }: StartOptions = {},
): Promise<Start> {
  const { db, settings } = context;
  const now = seconds(context.now());
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
  if (id === null) return refusedStart(context, trigger, now, restSeconds);

  context.log("refresh-started", { refresh: id, trigger, full });
  await batch(db, [
    forgetOldAnswers(db, now),
    forgetFirstVersion(db, now),
    forgetOldArrivals(db, now),
  ]);
  if (trigger === "button") await openGate(db);
  if (reads) {
    await sendStep(context, { refreshId: id, step: FIRST_STEP, delaySeconds: 0 });
  } else if (filmId === undefined) await lookUpDueFilms(context, id);
  else await lookUpOneFilm(context, id, filmId);
  return { started: true, id };
}

const FIRST_STEP = stepOf({ round: 1, pagesRead: 0 }, null);

async function refusedStart(
  context: AppContext,
  trigger: RefreshTrigger,
  now: number,
  restSeconds: number,
): Promise<Start> {
  const active = await findActive(context.db);
  if (active) {
    // What an import brought is looked up by the refresh that is under way.
    if (trigger === "import") await lookUpDueFilms(context, active.id);
    // The choice itself has put its film among that refresh's look-ups.
    if (trigger === "choice") await sendLookups(context, active.id);
    return { started: false, reason: "running" };
  }
  const restEnd = await findRestEnd(context.db, now, restSeconds);
  return {
    started: false,
    reason: "resting",
    retryAfterSeconds: Math.max(1, (restEnd ?? now) - now),
  };
}

async function lookUpDueFilms(context: AppContext, refreshId: number): Promise<void> {
  const { db, settings } = context;
  await batch(db, [
    addDueLookups(db, refreshId, settings, seconds(context.now())),
    countFilmsTotal(db, refreshId),
  ]);
  await sendLookups(context, refreshId);
  await finishRefresh(context, refreshId);
}

async function lookUpOneFilm(
  context: AppContext,
  refreshId: number,
  filmId: number,
): Promise<void> {
  const { db } = context;
  await batch(db, [addLookupOf(db, refreshId, filmId), countFilmsTotal(db, refreshId)]);
  await sendLookups(context, refreshId);
}

/**
 * The tick: begins what is due, and wakes what stands still. `atStart`: the process has just begun and is the
 * only one, so no queue holds a message and nobody holds the gate.
 */
export async function tick(context: AppContext, { atStart }: { atStart: boolean }): Promise<void> {
  const { db, settings } = context;
  if (atStart) await breakLease(db, context.now() + settings.letterboxdPauseMs);
  await takeNamelessFile(db, settings);
  await noteCountries(context);
  if (await moveLateWrites(db, settings, seconds(context.now()))) {
    context.log("late-writes-moved");
    await updateSnapshot(context);
    await startRefresh(context, "import");
  }
  const active = await findActive(db);
  if (!active) return startWhatIsDue(context);
  if (active.country === settings.country && active.username === settings.username) {
    return wake(context, active, atStart);
  }
  const detail = "The country or the member was changed while it ran.";
  const failure = { kind: "superseded", detail, retryAfterSeconds: null } as const;
  await abortRefresh(db, active.id, failure, seconds(context.now()));
  return startWhatIsDue(context);
}

/** A country that is configured no longer is kept for a while; its offers go on being read with the others. */
async function noteCountries({ db, settings, now }: AppContext): Promise<void> {
  const known = await findValue(db, "countries");
  const countries = countriesNow(known ?? {}, [settings.country], seconds(now()));
  if (JSON.stringify(known) === JSON.stringify(countries)) return;
  await saveValue(db, "countries", countries);
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
  // An import starts its own look-ups, unless the process ended between the two.
  if (lastImport && lastImport.importedAt > (last?.finishedAt ?? 0)) {
    await startRefresh(context, "import");
    return;
  }
  // A wall is left alone for an hour.
  if (settings.username !== null && gate.closedUntil > context.now()) return;
  if (!schedule) await saveValue(db, "schedule", { from: now });
  if (!lastReading) await startRefresh(context, "first");
  else if (lastReading.country !== settings.country || lastReading.username !== settings.username) {
    await startRefresh(context, "settings");
  } else if (schedule && (nextTime(settings, schedule.from) ?? Infinity) <= now) {
    await saveValue(db, "schedule", { from: now });
    await startRefresh(context, "schedule");
  }
}

async function wake(context: AppContext, refresh: Refresh, atStart: boolean): Promise<void> {
  const { db } = context;
  const now = seconds(context.now());
  const gate = await findGate(db, context.now());
  const filmPage = refresh.state === "looking-up" ? await findNextFilmPage(db, refresh.id) : null;
  const readingStands = now - refresh.progressAt > STANDS_STILL_SECONDS;
  const mayAsk = !gate.taken && (refresh.notBefore ?? 0) <= now;
  if ((refresh.state === "reading" || filmPage) && mayAsk && (atStart || readingStands)) {
    context.log("woken", { refresh: refresh.id, queue: "pages" });
    const step = stepOf(refresh, filmPage);
    await sendStep(context, { refreshId: refresh.id, step, delaySeconds: 0 });
  }
  const lookupsStand = now - refresh.lookupsAt > LOOKUPS_STAND_STILL_SECONDS;
  if (refresh.filmsDone < refresh.filmsTotal && (atStart || lookupsStand)) {
    context.log("woken", { refresh: refresh.id, queue: "lookups" });
    await sendOpenLookups(context, refresh.id);
  }
  // Also what an import brought in the moment before the process ended.
  if (atStart && refresh.state === "looking-up") await lookUpDueFilms(context, refresh.id);
  else await finishRefresh(context, refresh.id);
}
