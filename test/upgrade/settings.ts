// The settings of a Worker that runs for these tests.

import type { ServedStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";

/** Nobody answers there. */
const NOWHERE = "http://127.0.0.1:9";

/** `standIns`: null where nothing is asked of anybody. */
export function settingsFor(
  standIns: ServedStandIns | null,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    TMDB_API_KEY: STAND_IN_KEY,
    LETTERBOXD_ORIGIN: standIns?.letterboxdOrigin ?? NOWHERE,
    TMDB_ORIGIN: standIns?.tmdbOrigin ?? NOWHERE,
    TMDB_IMAGE_ORIGIN: NOWHERE,
    LETTERBOXD_PAUSE_SECONDS: "0.05",
    TMDB_REQUESTS_PER_SECOND: "40",
    REFRESH_COOLDOWN_MINUTES: "0",
    AT_HOME: "true",
    ...more,
  };
}
