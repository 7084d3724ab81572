// A D1 that dies: after so many calls every one of them throws, as if the process had been killed, before or
// after the call was carried out.

import { wrapD1 } from "../d1/wrapped-d1.ts";

export class Killed extends Error {}

/** `calls` counts down; the call that meets zero is carried out only if `carriedOut`. */
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
