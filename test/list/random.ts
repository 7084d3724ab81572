// Repeatable random choices: the same seed gives the same ones, so that a failure can be found again.

import { hash } from "../stand-ins/hash.ts";

export interface Random {
  /** An integer from 0 up to, but not including, `limit`. */
  below: (limit: number) => number;
  chance: (share: number) => boolean;
  /** Undefined for an empty list, whatever its type says. */
  oneOf: <T>(things: readonly T[]) => T;
  /** Includes each with this probability, and keeps their order. */
  some: <T>(things: readonly T[], share: number) => T[];
}

export function randomFrom(seed: string): Random {
  let drawn = 0;
  const draw = () => hash(`${seed}#${drawn++}`) / 2 ** 32;
  const below = (limit: number) => Math.floor(draw() * limit);
  const chance = (share: number) => draw() < share;
  return {
    below,
    chance,
    oneOf: <T>(things: readonly T[]) => things[below(things.length)] as T,
    some: (things, share) => things.filter(() => chance(share)),
  };
}
