// What every step is given: the settings, the database, the queues, and the ports to the outside world. worker.ts
// gets one for each request, tick or message.

import type { Database } from "./d1/database.ts";
import type { Log } from "./log.ts";
import type { LookupsMessage, PagesMessage } from "./messages.ts";
import type { Clock, Letterboxd, Notifier, TitleSearch, Tmdb } from "./ports.ts";
import type { Libraries } from "./library/index.ts";
import type { Settings } from "./settings/index.ts";

export interface AppContext {
  settings: Settings;
  db: Database;
  pages: Queue<PagesMessage>;
  lookups: Queue<LookupsMessage>;
  libraries: Libraries;
  letterboxd: Letterboxd;
  /** Counts the requests to TMDB made with this context; past its budget every method fails with `out-of-budget`. */
  tmdb: Tmdb;
  /** Asked by one page only, when its owner presses. */
  titleSearch: TitleSearch;
  notifier: Notifier;
  /** How many messages may still be sent with this context, at the end of a refresh and by the tick. */
  deliveriesLeft: { count: number };
  now: Clock;
  /** Waits this many milliseconds; waiting costs no CPU time. */
  sleep: (ms: number) => Promise<void>;
  log: Log;
  /** Identifies this run of the program: it is different each time the program starts. Contains no space. */
  runId: string;
  /** For a request: the last arrival that its browser has seen, in seconds since 1970; null: none. */
  seenAt?: number | null;
  /** For a request: whether its browser has given the owner’s password. Where nobody asks for it, it counts as given. */
  isOwner?: boolean;
  /** Of this run; `at` in milliseconds since 1970. Before the first tick has ended: when the run began. */
  lastTick: { at: number };
}

/** For `new Hono<App>()`: every group of routes finds its context in `c.var.context`. */
export interface App {
  Bindings: Env;
  Variables: { context: AppContext };
}
