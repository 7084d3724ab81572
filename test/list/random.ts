// Chance that can be repeated: the same seed gives the same choices, so that what a test found once is found again.

import { hash } from "../stand-ins/hash.ts";

export interface Random {
  /** A whole number from 0, less than `limit`. */
  below: (limit: number) => number;
  chance: (share: number) => boolean;
  /** Of an empty list it is undefined, whatever its type says. */
  oneOf: <T>(things: readonly T[]) => T;
  /** Each with this chance, in their order. */
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
