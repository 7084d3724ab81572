// How a refresh begins, by the tick or by a person. The database makes sure that only one is under way.

import { batch } from "../d1/batch.ts";
import { forgetOldArrivals } from "../d1/arrivals.ts";
import { forgetFirstVersion, forgetOldAnswers } from "../d1/forget-films.ts";
import { openGate } from "../d1/gate.ts";
import { type ListToRead } from "../d1/lists.ts";
import { addDueLookups, addLookupOf, countFilmsTotal } from "../d1/lookups.ts";
import { beginRefresh, findRestEnd, usernameOf } from "../d1/refreshes.ts";
import { findUnderWay } from "../d1/under-way.ts";
import type { RefreshTrigger } from "../list/ended-refresh.ts";
import { finishRefresh } from "./finish.ts";
import { listsToRead } from "./lists-to-read.ts";
import { firstStepOf } from "./next-step.ts";
import { seconds } from "../time.ts";
import { sendLookups, sendStep } from "./wake.ts";
import type { AppContext } from "../context.ts";

export type Start =
  | { started: true; id: number }
  | { started: false; reason: "running" }
  | { started: false; reason: "resting"; retryAfterSeconds: number };

const ONLY_LOOKS_UP: ReadonlySet<RefreshTrigger> = new Set(["import", "choice", "rest", "country"]);

interface StartOptions {
  /** Reads whole lists, even if a few pages would prove them. */
  full?: boolean;
  /** Looks up every film, however fresh its last answer. */
  everyFilm?: boolean;
  /** Reads these lists instead of the configured ones. */
  lists?: readonly ListToRead[];
  /** For a choice: the one film to look up. */
  filmId?: number;
}

/** Begins a refresh, unless one is under way. Only the button has a cooldown. */
export async function startRefresh(
  context: AppContext,
  trigger: RefreshTrigger,
  { full = false, everyFilm = false, lists, filmId }: StartOptions = {},
): Promise<Start> {
  const { db, settings } = context;
  const now = seconds(context.now());
  const restSeconds = trigger === "button" ? settings.cooldownMinutes * 60 : 0;
  const readsNone = ONLY_LOOKS_UP.has(trigger);
  const due = readsNone ? [] : (lists ?? (await listsToRead(context, { full })));
  const id = await beginRefresh(db, {
    trigger,
    full,
    everyFilm,
    username: usernameOf(settings),
    country: settings.country,
    listIds: due.map((list) => list.id),
    now,
    restSeconds,
  });
  if (id === null) return refusedStart(context, trigger, now, restSeconds);

  context.log("refresh-started", { refresh: id, trigger, full, everyFilm });
  const [forgotten] = await batch(db, [
    forgetOldAnswers(db, now),
    // An import has no statement to spare, and before a first refresh there is nothing to forget.
    ...(readsNone || trigger === "first"
      ? []
      : [forgetFirstVersion(db, now), ...forgetOldArrivals(db, now)]),
  ]);
  if (trigger === "button") await openGate(db);
  const [first] = due;
  if (first) {
    await sendStep(context, { refreshId: id, step: firstStepOf(first.id), delaySeconds: 0 });
  } else if (filmId === undefined) {
    await lookUpDueFilms(context, id, trigger === "import" && forgotten.length === 0);
  } else await lookUpOneFilm(context, id, filmId);
  return { started: true, id };
}

async function refusedStart(
  context: AppContext,
  trigger: RefreshTrigger,
  now: number,
  restSeconds: number,
): Promise<Start> {
  const underWay = await findUnderWay(context.db);
  if (underWay) {
    // The refresh that is under way looks up what the import brought.
    if (trigger === "import") await lookUpDueFilms(context, underWay.refresh.id);
    // The choice itself has added its film to that refresh's look-ups.
    if (trigger === "choice") await sendLookups(context, underWay.refresh.id);
    return { started: false, reason: "running" };
  }
  const restEnd = await findRestEnd(context.db, now, restSeconds);
  return {
    started: false,
    reason: "resting",
    retryAfterSeconds: Math.max(1, (restEnd ?? now) - now),
  };
}

/** Adds to a refresh whatever has to be looked up. */
export async function lookUpDueFilms(context: AppContext, refreshId: number, afterImport = false) {
  const { db, settings } = context;
  await batch(db, [
    addDueLookups(db, refreshId, settings, { now: seconds(context.now()), whileReading: true }),
    countFilmsTotal(db, refreshId),
  ]);
  await sendLookups(context, refreshId);
  await finishRefresh(context, refreshId, { afterImport });
}

async function lookUpOneFilm(context: AppContext, refreshId: number, filmId: number) {
  const { db } = context;
  await batch(db, [addLookupOf(db, refreshId, filmId), countFilmsTotal(db, refreshId)]);
  await sendLookups(context, refreshId);
}
