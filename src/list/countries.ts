// The countries whose offers are kept: those that are configured, and for a while those that were, so that a typing
// error in the settings costs nothing. Pure.

/** By code, when a country was seen to be configured no longer, in seconds since 1970; null: it is configured. */
export type KnownCountries = Record<string, number | null>;

const KEPT_SECONDS = 60 * 86_400;

/** What is known of the countries from now on. */
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
  return Object.fromEntries([...configured.map((country) => [country, null] as const), ...kept]);
}
