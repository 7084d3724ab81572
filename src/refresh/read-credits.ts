// Who made the films, asked of TMDB at the ticks, three films each time: an answer has 100 kB and more, and three take
// two of an invocation's ten milliseconds. (Measured in workerd: 1.3 ms for three of 97 kB, 2.3 ms for three of 275 kB;
// `npm exec -- node test/bench/neighbours.ts three`.) Never with the look-ups, which have their own five films.
//
// A *sweep* goes through the films once, from the newest to the oldest, and asks for those that are due. One begins
// whenever a refresh has ended since the last one began, for only a refresh brings films and matches, and at least once
// a day; it also deletes what may not be kept any longer. Between sweeps a tick reads three rows and writes none; nothing is asked for while a refresh is under way.
//
// What is learnt is a row of its own. The snapshot is not made anew for it: the next look-up of the film puts its
// directors into the film's entry, and so the search finds them a day later.

import { batch } from "../d1/batch.ts";
import {
  findCreditsState,
  findDueCredits,
  forgetOldCredits,
  readSweep,
  saveCredits,
  type AskedCredits,
  type CreditsState,
  type FilmWithKey,
} from "../d1/credits.ts";
import { saveValue, type CreditsSweep } from "../d1/kv.ts";
import type { FailureKind } from "../failure.ts";
import type { AppContext } from "../context.ts";
import { DAY_SECONDS, seconds } from "../time.ts";

const FILMS_A_TICK = 3;

/** Then TMDB answers nobody, whatever the film: it is left alone for a while. */
const WALLS: ReadonlySet<FailureKind> = new Set(["tmdb-key-refused", "tmdb-rate-limited"]);
const WALL_SECONDS = 3600;

/** Never throws: the tick has other work, and whatever failed here is due again. */
export async function readDueCredits(context: AppContext): Promise<void> {
  try {
    const state = await findCreditsState(context.db);
    if (state === null || state.isUnderWay) return;
    const sweep = sweepFrom(state, seconds(context.now()));
    if (sweep !== null) await goOn(context, sweep);
  } catch (error) {
    context.log("credits-failed", { detail: error instanceof Error ? error.message : "" });
  }
}

/** null: nothing is due. */
function sweepFrom(state: CreditsState, now: number): CreditsSweep | null {
  const last = readSweep(state);
  const anew = { refreshId: state.refreshId, below: null, notBefore: 0, failure: null };
  if (last === null) return anew;
  if (last.failure !== null && last.notBefore > now) return null;
  if (last.refreshId !== state.refreshId) return anew;
  return last.notBefore > now ? null : last;
}

async function goOn(context: AppContext, sweep: CreditsSweep): Promise<void> {
  const { db, settings } = context;
  const now = seconds(context.now());
  const due = await findDueCredits(db, settings, { below: sweep.below, now, most: FILMS_A_TICK });
  const asked = await Promise.all(due.map((film) => ask(context, film)));
  const wall = asked.find(({ failure }) => isWall(failure))?.failure ?? wholeFailure(asked);
  const answered = asked.filter(({ failure }) => !isWall(failure));
  const isOver = due.length < FILMS_A_TICK;
  const next: CreditsSweep =
    wall === null
      ? {
          refreshId: sweep.refreshId,
          below: isOver ? null : (due.at(-1)?.filmId ?? null),
          notBefore: isOver ? now + DAY_SECONDS : 0,
          failure: null,
        }
      : { ...sweep, below: null, notBefore: now + WALL_SECONDS, failure: wall };
  await batch(db, [
    ...(sweep.below === null ? [forgetOldCredits(db, now)] : []),
    ...(answered.length > 0 ? [saveCredits(db, answered, now)] : []),
    saveValue(db, "credits", next),
  ]);
}

function isWall(failure: FailureKind | null): boolean {
  return failure !== null && WALLS.has(failure);
}

/** If none of several films could be asked for, it is hardly for the films. null: at least one could be. */
function wholeFailure(asked: readonly AskedCredits[]): FailureKind | null {
  const areAll = asked.length > 1 && asked.every(({ failure }) => failure === "tmdb-unreachable");
  return areAll ? "tmdb-unreachable" : null;
}

async function ask(context: AppContext, { filmId, key }: FilmWithKey): Promise<AskedCredits> {
  const answer = await context.tmdb.readCredits(key);
  if (answer.ok) return { filmId, key, credits: answer.value, failure: null };
  const { kind, detail } = answer.failure;
  context.log("credits-not-read", { film: filmId, failure: kind, detail });
  return { filmId, key, credits: null, failure: kind };
}
