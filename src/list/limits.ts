// How much is read, and kept, of lists. Each limit is told with its number wherever it refuses something.

/** Followed lists, beside the watchlists. */
export const MOST_LISTS = 20;

export const MOST_FILMS_A_LIST = 2000;

/** Different films on all lists together. A watchlist is never refused, whatever it adds. */
export const MOST_FILMS = { atHome: 20_000, onCloudflare: 5000 };

/**
 * On Cloudflare, in a day from 00:00 UTC. A first look-up writes some five rows, and the Free plan allows 100,000 a
 * day.
 */
export const MOST_FIRST_LOOKUPS_A_DAY = 3000;

/** Much longer than the names of real lists. */
export const LONGEST_NAME = 100;

/** A removed list can be brought back for this long. */
export const REMOVED_KEPT_DAYS = 60;
