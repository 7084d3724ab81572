// The real Worker with a filled database and no neighbours, for test/bench/page.ts. `GET /fill?n=` fills it.

import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { connectDatabase } from "../../../src/d1/database.ts";
import { saveChoice } from "../../../src/d1/services.ts";
import { updateSnapshot } from "../../../src/refresh/snapshot.ts";
import { readSettings } from "../../../src/settings/index.ts";
import { createApp } from "../../../src/worker.ts";
import type { AppContext } from "../../../src/context.ts";
import { fill, FILLED_AT } from "../../web/fill.ts";

const nobody = async () => {
  throw new Error("A page asks nobody outside.");
};

/** Read once, as the real Worker does. */
const reading = readSettings({
  LETTERBOXD_USERNAME: "ada",
  TMDB_API_KEY: "0123456789abcdef0123456789abcdef",
  COUNTRY: "GB",
  AT_HOME: "true",
});

/** Hours since the films were looked up. */
let hour = 1;

function worldOf(env: Env): AppContext {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return {
    settings: reading.settings,
    db: connectDatabase(env.DB),
    pages: env.PAGES,
    lookups: env.LOOKUPS,
    letterboxd: {
      readWatchlistPage: nobody,
      readUnrecognisedPage: nobody,
      readFilmPage: nobody,
    },
    tmdb: {
      searchFilms: nobody,
      searchTelevision: nobody,
      readFilm: nobody,
      listProviders: nobody,
    },
    now: () => (FILLED_AT + hour * 3600) * 1000,
    sleep: nobody,
    log: () => undefined,
  };
}

const bench = new Hono<{ Bindings: Env }>();

bench.get("/fill", async (c) => {
  const context = worldOf(c.env);
  await fill(context.db, Number(c.req.query("n")));
  await saveChoice(context.db, { chosen: [12, 13], without: [], rent: false, buy: false });
  await updateSnapshot(context);
  return c.text("filled");
});

/** So many films were looked up since the shelf was made, and are no longer where they were. */
bench.get("/rebuild", async (c) => {
  hour += 1;
  const context = worldOf(c.env);
  await context.db.run(sql`
    update films set checked_at = ${FILLED_AT + hour * 3600}, entry = null,
      countries = json_remove(countries, '$.GB.offers.stream[0]')
    where id <= ${Number(c.req.query("changed"))}`);
  await updateSnapshot(context);
  return c.text("rebuilt");
});

bench.get("/choose", async (c) => {
  await saveChoice(worldOf(c.env).db, { chosen: [14], without: [], rent: false, buy: false });
  await updateSnapshot(worldOf(c.env));
  return c.text("rebuilt");
});

const app = createApp((env) => ({ ok: true, context: worldOf(env) }));
bench.all("*", (c) => app.fetch(c.req.raw, c.env));

export default bench;
