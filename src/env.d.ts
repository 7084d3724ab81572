// The bindings and variables of this Worker, as wrangler.toml and the home program provide them. Settings are
// unchecked strings: only settings/index.ts reads them.

import type { D1Migration } from "@cloudflare/vitest-plugin";
import type { LookupsMessage, PagesMessage } from "./messages.ts";

interface Bindings {
  DB: D1Database;
  PAGES: Queue<PagesMessage>;
  LOOKUPS: Queue<LookupsMessage>;
  [setting: string]: unknown;
}

declare global {
  interface Env extends Bindings {}

  namespace Cloudflare {
    interface Env extends Bindings {
      /** Only in tests. */
      TEST_MIGRATIONS: D1Migration[];
    }
  }
}
