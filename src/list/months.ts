// How the watchlists fared, month by month: what my services had of them, and what came and went. Pure.

import type { ServicesChoice } from "./services.ts";
import { isMine, placeOf, type CountryServices } from "./services.ts";

/** What the household's services had of its watchlists, as it was at the end of a month's last refresh. */
export interface Coverage {
  /** Such as `2026-11`, in UTC. */
  month: string;
  films: number;
  mine: number;
  elsewhere: number;
  shops: number;
}

/** How many films came to a provider in a month, and left it. */
export interface ProviderMonth {
  month: string;
  /** TMDB's id. */
  provider: number;
  came: number;
  went: number;
}

export interface Month {
  month: string;
  /** null: no refresh ended in it, or it was before this was kept. */
  coverage: Omit<Coverage, "month"> | null;
  /** On services that are mine today. */
  came: number;
  went: number;
}

const MOST_MONTHS = 24;

const FEWEST_MONTHS = 12;

/**
 * Every month from the first that is known to this one: at most `MOST_MONTHS`, and at least a year, so that a picture
 * of them can be read. Empty: nothing is known yet. `now` in seconds since 1970.
 */
export function monthsOf(
  coverage: readonly Coverage[],
  moves: readonly ProviderMonth[],
  { services, choice, now }: { services: CountryServices; choice: ServicesChoice; now: number },
): Month[] {
  const known = new Map(coverage.map(({ month, ...numbers }) => [month, numbers]));
  const moved = new Map<string, { came: number; went: number }>();
  for (const { month, provider, came, went } of moves) {
    if (!isOfMine(provider, services, choice)) continue;
    const sum = moved.get(month) ?? { came: 0, went: 0 };
    moved.set(month, { came: sum.came + came, went: sum.went + went });
  }
  const first = [...known.keys(), ...moved.keys()].toSorted()[0];
  if (first === undefined) return [];
  return lastMonths(now)
    .filter((month, i) => month >= first || i >= MOST_MONTHS - FEWEST_MONTHS)
    .map((month) => {
      const { came, went } = moved.get(month) ?? { came: 0, went: 0 };
      return { month, coverage: known.get(month) ?? null, came, went };
    });
}

/** This month and those before it, the earliest first. */
function lastMonths(now: number): string[] {
  const today = new Date(now * 1000);
  return Array.from({ length: MOST_MONTHS }, (_, i) => {
    const ago = MOST_MONTHS - 1 - i;
    return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - ago))
      .toISOString()
      .slice(0, 7);
  });
}

/** The first month of which anything is asked. */
export function firstMonth(now: number): string {
  return lastMonths(now)[0] ?? "";
}

/** A provider that offers none of our films any more is known by its number alone. */
function isOfMine(provider: number, services: CountryServices, choice: ServicesChoice): boolean {
  const service = services.services[placeOf(services, provider)];
  if (service === undefined) return choice.chosen.includes(provider);
  return isMine(choice, service, "stream") || isMine(choice, service, "ads");
}

/** Whether anything is known of a month. */
export function isKnown({ coverage, came, went }: Month): boolean {
  return coverage !== null || came + went > 0;
}
