// What a step is given: the settings, the database, the queues, and the ports to the world outside.
// worker.ts makes one for each invocation.

import type { Database } from "./d1/database.ts";
import type { Log } from "./log.ts";
import type { LookupsMessage, PagesMessage } from "./messages.ts";
import type { Clock, Letterboxd, Tmdb } from "./ports.ts";
import type { Settings } from "./settings/index.ts";

export interface AppContext {
  settings: Settings;
  db: Database;
  pages: Queue<PagesMessage>;
  lookups: Queue<LookupsMessage>;
  letterboxd: Letterboxd;
  /** Counts the requests of this invocation; past its budget every method fails with `out-of-budget`. */
  tmdb: Tmdb;
  now: Clock;
  /** Waits so many milliseconds; waiting costs no CPU time. */
  sleep: (ms: number) => Promise<void>;
  log: Log;
  /** Names this run of the program: another one each time that it starts. Holds no space. */
  runId: string;
}

/** For `new Hono<App>()`: every group of routes finds its context in `c.var.context`. */
export interface App {
  Bindings: Env;
  Variables: { context: AppContext };
}
