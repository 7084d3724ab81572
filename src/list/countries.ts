// The countries whose offers are kept: the configured ones, and for a while those that no longer are, so that a
// typing error in the settings loses nothing. Pure.

/**
 * By country code: when a country was found to be no longer configured, in seconds since 1970; null: it is
 * configured.
 */
export type KnownCountries = Record<string, number | null>;

const KEPT_SECONDS = 60 * 86_400;

/** More is kept of no film, however often the settings change: of those removed, the latest. */
const MOST_KEPT = 12;

/** Updates the known countries. `now` in seconds since 1970. */
export function countriesNow(
  known: KnownCountries,
  configured: readonly string[],
  now: number,
): KnownCountries {
  const kept = Object.entries(known).flatMap(([country, removedAt]) => {
    if (configured.includes(country)) return [];
    const since = removedAt ?? now;
    return now - since < KEPT_SECONDS ? [[country, since] as const] : [];
  });
  const latest = kept.toSorted(([, one], [, other]) => other - one);
  return Object.fromEntries(
    [...configured.map((country) => [country, null] as const), ...latest].slice(0, MOST_KEPT),
  );
}
