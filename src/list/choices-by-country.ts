// Whose services count as mine in which country: what is called Prime Video here has another number there. Pure.

import type { ServicesChoice } from "./services.ts";

/** By country code. A country that is missing has no choice yet. */
export type Choices = ReadonlyMap<string, ServicesChoice>;

/** As it is stored; the version before this one knew one country, and did not say which. */
export type StoredChoice = ServicesChoice & { country?: string };

/** `own` is the choice at home; `others` are those of further countries. */
export function choicesOf(
  home: string,
  own: StoredChoice | null,
  others: Iterable<readonly [country: string, choice: ServicesChoice]> = [],
): Choices {
  const choices = new Map(others);
  if (own !== null) choices.set(own.country ?? home, own);
  return choices;
}

/**
 * What counts as mine in a country that one is not in; undefined: nothing does, because services were chosen for other
 * countries and not for this one. null: none were chosen anywhere, so that whatever streams counts.
 */
export function choiceAbroad(choices: Choices, country: string): ServicesChoice | null | undefined {
  return choices.get(country) ?? (choices.size > 0 ? undefined : null);
}
