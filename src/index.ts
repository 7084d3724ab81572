// The entry: connects the Worker to the real world. Here alone the secrets, `fetch` and the clock are touched.
//
//   cron tick, button   refresh/start       is one due, or does one stand still?   → queue "pages"
//   queue "pages"       refresh/read-list   one page of one list; proven: settled  → queue "lookups"
//   upload              refresh/take-file   the member's own ZIP or CSV → films    → queue "lookups"
//   queue "lookups"     refresh/look-up     five films → TMDB → match and offers
//   nothing left        refresh/finish      the page's own tables, the end
//   request             web/…               D1 → HTML, JSON                        (asks nobody outside)

import { version } from "../package.json";
import { connectDatabase } from "./d1/database.ts";
import { createLetterboxd } from "./letterboxd/index.ts";
import { log } from "./log.ts";
import { readSettings, type SettingsReading } from "./settings/index.ts";
import { createTmdb } from "./tmdb/index.ts";
import { createPace, sleepByTimer, type Pace } from "./tmdb/pace.ts";
import { createWorker, type Connect } from "./worker.ts";

const USER_AGENT = `watchwhere/${version} (+https://github.com/watchwhere/watchwhere)`;

/** Requests to TMDB that may leave at once, after a pause: with thirty a second, still under its limit. */
const BURST = 2;

/** The settings of a running Worker never change: they are read once, and so is the pace of TMDB shared. */
let settingsReading: SettingsReading | undefined;
let pace: Pace | undefined;

/** Made with the first invocation: before it, a Worker may not ask for chance. */
let runId: string | undefined;

const connect: Connect = (env) => {
  settingsReading ??= readSettings(env);
  if (!settingsReading.ok) return settingsReading;
  const { settings } = settingsReading;
  runId ??= crypto.randomUUID();
  pace ??= createPace({ perSecond: settings.tmdbRequestsPerSecond, burst: BURST });
  const context = {
    settings,
    db: connectDatabase(env.DB),
    pages: env.PAGES,
    lookups: env.LOOKUPS,
    letterboxd: createLetterboxd({
      fetch: (url, init) => fetch(url, init),
      origin: settings.letterboxdOrigin,
      userAgent: USER_AGENT,
    }),
    tmdb: createTmdb({
      fetch: (url, init) => fetch(url, init),
      origin: settings.tmdbOrigin,
      key: settings.tmdbKey,
      pace,
    }),
    now: () => Date.now(),
    sleep: sleepByTimer,
    log,
    runId,
  };
  return { ok: true, context };
};

export default createWorker(connect);
