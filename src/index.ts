// The entry: connects the Worker to the real world. Only here are the secrets, `fetch` and the clock passed in.
//
//   cron tick, button   refresh/start          is a refresh due, or has one stalled?    → queue "pages"
//   queue "pages"       refresh/pages-queue    one page of a list, or a film's own page → queues "pages", "lookups"
//   upload              refresh/take-file      the member's own ZIP or CSV → films      → queue "lookups"
//   queue "lookups"     refresh/lookups-queue  five films → TMDB → match and offers
//   nothing left        refresh/finish         the snapshot, the end, what there is to tell
//   cron tick           refresh/read-credits   three films → TMDB → who made them
//   request             web/…                  D1 → HTML, JSON                          (asks nobody outside)
//   a press on a match  web/search-titles      TMDB's titles to choose from: the one page that asks anybody outside

import type { AppContext } from "./context.ts";
import { connectDatabase } from "./d1/database.ts";
import { createLetterboxd } from "./letterboxd/index.ts";
import { createLibraries } from "./library/index.ts";
import { log } from "./log.ts";
import { createNotifier } from "./notify/index.ts";
import { readSettings, type SettingsReading } from "./settings/index.ts";
import { createTmdb } from "./tmdb/index.ts";
import { createTitleSearch } from "./tmdb/title-search.ts";
import { createPace, sleepByTimer, type Pace } from "./tmdb/pace.ts";
import { userAgent } from "./settings/version.ts";
import { createWorker, type Connect } from "./worker.ts";

/** How many requests to TMDB may leave at once after a pause, such as a late timer: with thirty a second, below its 40. */
const BURST = 8;

/** Encrypting for one device takes a millisecond or two, of ten. */
const DELIVERIES_AN_INVOCATION = 3;

/** The settings of a running Worker never change, so they are read once. All invocations share one pace for TMDB. */
let settingsReading: SettingsReading | undefined;
let pace: Pace | undefined;

/** Set by the first invocation: outside of one, a Worker may not ask for random values. */
let runId: string | undefined;
let lastTick: AppContext["lastTick"] | undefined;

const connect: Connect = (env) => {
  settingsReading ??= readSettings(env);
  if (!settingsReading.ok) return settingsReading;
  const { settings } = settingsReading;
  runId ??= crypto.randomUUID();
  lastTick ??= { at: Date.now() };
  pace ??= createPace({ perSecond: settings.tmdbRequestsPerSecond, burst: BURST });
  const context = {
    settings,
    db: connectDatabase(env.DB),
    pages: env.PAGES,
    lookups: env.LOOKUPS,
    libraries: createLibraries((url, init) => fetch(url, init), settings.libraries),
    letterboxd: createLetterboxd({
      fetch: (url, init) => fetch(url, init),
      origin: settings.letterboxdOrigin,
      userAgent: userAgent(settings.contact),
    }),
    tmdb: createTmdb({
      fetch: (url, init) => fetch(url, init),
      origin: settings.tmdbOrigin,
      key: settings.tmdbKey,
      pace,
    }),
    titleSearch: createTitleSearch({
      fetch: (url, init) => fetch(url, init),
      origin: settings.tmdbOrigin,
      key: settings.tmdbKey,
      pace,
    }),
    notifier: createNotifier({ fetch: (url, init) => fetch(url, init), now: () => Date.now() }),
    deliveriesLeft: { count: DELIVERIES_AN_INVOCATION },
    now: () => Date.now(),
    sleep: sleepByTimer,
    log,
    runId,
    lastTick,
  };
  return { ok: true, context };
};

export default createWorker(connect);
