// A D1 that dies: after so many calls every further one throws, as if the process had been killed, before or after
// the call was carried out. A D1 that lets something else happen first. And a D1 that counts.

import { wrapD1 } from "../d1/wrapped-d1.ts";

class Killed extends Error {}

/** Whether the error is the simulated kill. */
export function isKill(error: unknown): boolean {
  return error instanceof Killed || (error instanceof Error && isKill(error.cause));
}

/** The same numbers in every run, so that a failure can be repeated. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** `calls` counts down; the call that finds it at zero is carried out only if `carriedOut`. */
export interface Doom {
  calls: number;
  carriedOut: boolean;
}

export function mortalD1(d1: D1Database, doom: () => Doom | null): D1Database {
  return wrapD1(d1, async (call) => {
    const now = doom();
    if (now === null) return call();
    now.calls -= 1;
    if (now.calls > 0) return call();
    if (now.calls === 0 && now.carriedOut) await call();
    throw new Killed("killed");
  });
}

/** Calls `before` ahead of each call, with the number of calls that came before it. */
export function interruptedD1(d1: D1Database, before: (call: number) => Promise<void>): D1Database {
  let calls = 0;
  return wrapD1(d1, async (call) => {
    await before(calls++);
    return call();
  });
}

export interface Counted {
  statements: number;
  rowsWritten: number;
  rowsRead: number;
}

/** Counts each statement of a batch as one, as Cloudflare may. */
export function countingD1(d1: D1Database, counted: Counted): D1Database {
  return wrapD1(d1, async (call) => {
    const answer = await call();
    for (const one of Array.isArray(answer) && !isRawRows(answer) ? answer : [answer]) {
      counted.statements += 1;
      const meta = metaOf(one);
      counted.rowsWritten += meta?.rows_written ?? 0;
      counted.rowsRead += meta?.rows_read ?? 0;
    }
    return answer;
  });
}

function isRawRows(answer: unknown[]): boolean {
  return !answer.every((one) => metaOf(one) !== undefined);
}

function metaOf(answer: unknown): D1Meta | undefined {
  if (typeof answer !== "object" || answer === null || !("meta" in answer)) return undefined;
  return (answer as { meta: D1Meta }).meta;
}
