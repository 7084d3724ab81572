// Chance that can be repeated: the same seed gives the same choices, so that what a test found once is found again.

import { hash } from "../stand-ins/hash.ts";

export interface Random {
  /** A whole number from 0, less than `limit`. */
  below: (limit: number) => number;
  chance: (share: number) => boolean;
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
    oneOf: (things) => {
      const i = below(things.length);
      const thing = things[i];
      if (thing === undefined && i >= things.length)
        throw new Error("There is nothing to choose from.");
      return thing as (typeof things)[number];
    },
    some: (things, share) => things.filter(() => chance(share)),
  };
}
