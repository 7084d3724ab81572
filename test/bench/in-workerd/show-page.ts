// The real Worker with a filled database and no neighbours, for test/bench/page.ts. A view is shown from D1 itself, or
// with D1's answers recorded and given again at once: what remains is the Worker's own work. Several times in one
// invocation, so that the way here and back weighs little.
//
//   /fill?n=&services=  /record?path=  /show?how=real|cold|warm|decoded&path=&times=  /assemble?changed=

import { sql } from "drizzle-orm";
import { connectDatabase } from "../../../src/d1/database.ts";
import { saveChoices } from "../../../src/d1/services.ts";
import { updateSnapshot } from "../../../src/refresh/snapshot.ts";
import { readSettings } from "../../../src/settings/index.ts";
import { createApp } from "../../../src/worker.ts";
import type { AppContext } from "../../../src/context.ts";
import { fill, FILLED_AT, FURTHER } from "../../web/fill.ts";
import { decodingD1, recordD1, replayD1, type Call } from "./recorded-d1.ts";

const nobody = async () => {
  throw new Error("A page asks nobody outside.");
};

/** Read once, as the real Worker does; not at home, where a page would be compressed too. */
const reading = readSettings({
  LETTERBOXD_USERNAME: "ada",
  TMDB_API_KEY: "0123456789abcdef0123456789abcdef",
  COUNTRY: "GB",
});

/** Hours since the films were looked up. */
let hour = 1;

/** Countries beside GB, with the same offers. */
let abroad: string[] = [];

function contextOf(env: Env, d1: D1Database): AppContext {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return {
    settings: { ...reading.settings, abroad },
    db: connectDatabase(d1),
    pages: env.PAGES,
    lookups: env.LOOKUPS,
    libraries: { readPage: nobody },
    letterboxd: {
      readWatchlistPage: nobody,
      readUnrecognisedPage: nobody,
      readListPage: nobody,
      readUnrecognisedListPage: nobody,
      readFilmPage: nobody,
    },
    tmdb: {
      searchFilms: nobody,
      searchTelevision: nobody,
      readFilm: nobody,
      readCredits: nobody,
      listProviders: nobody,
    },
    titleSearch: { find: nobody },
    notifier: { send: nobody, push: nobody },
    deliveriesLeft: { count: 0 },
    now: () => (FILLED_AT + hour * 3600) * 1000,
    sleep: nobody,
    log: () => undefined,
    runId: "bench",
    lastTick: { at: Date.now() },
  };
}

/** The D1 of the view that is being shown: the app is made once, as in the real Worker. */
let d1: D1Database | undefined;
const app = createApp((env) => ({ ok: true, context: contextOf(env, d1 ?? env.DB) }));

async function show(path: string, env: Env): Promise<string> {
  const answer = await app.fetch(new Request(`https://bench.test${path}`), env);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text;
}

/** The first view that this Worker showed: it held nothing yet. */
let first: Call | undefined;
const recorded = new Map<string, { cold: Call[]; warm: Call[]; page: string }>();

async function record(path: string, env: Env): Promise<void> {
  const recording = recordD1(env.DB);
  d1 = recording.d1;
  if (first === undefined) {
    await show(path, env);
    first = recording.calls.splice(0)[0];
  }
  const page = await show(path, env);
  const warm = recording.calls;
  const readsSnapshot = warm[0]?.length === first?.length && path !== "/healthz";
  const cold = readsSnapshot && first ? [first, ...warm.slice(1)] : warm;
  recorded.set(path, { cold, warm, page });
}

let shown = 0;

async function showAgain(how: string, path: string, env: Env): Promise<void> {
  const calls = recorded.get(path);
  if (how !== "real" && calls === undefined) throw new Error(`${path} was not recorded.`);
  shown += 1;
  // Under another version the parts are new to the Worker, each time.
  if (how === "cold") d1 = replayD1(calls?.cold ?? [], `-${shown}`);
  else if (how === "decoded") d1 = decodingD1(calls?.cold ?? [], `-${shown}`);
  else if (how === "warm") d1 = replayD1(calls?.warm ?? [], "");
  else d1 = env.DB;
  const page = await show(path, env);
  if (how !== "real" && page !== calls?.page) throw new Error(`${path} is another page, ${how}.`);
}

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const path = searchParams.get("path") ?? "/";
    switch (pathname) {
      case "/fill": {
        const { db } = contextOf(env, env.DB);
        await fill(db, Number(searchParams.get("n")), Number(searchParams.get("services")));
        // A dozen at most that are there.
        const further = Array.from({ length: 10 }, (_, i) => FURTHER + i);
        const chosen = { chosen: [12, 13, ...further], without: [], rent: false, buy: false };
        abroad = searchParams
          .getAll("abroad")
          .flatMap((text) => (text === "" ? [] : text.split(",")));
        for (const country of abroad) {
          await db.run(sql`
            update films set countries = json_set(countries, ${`$.${country}`}, countries -> '$.GB')`);
        }
        const there = { ...chosen, chosen: [14, 15] };
        const choices = [["GB", chosen] as const, ...abroad.map((code) => [code, there] as const)];
        for (const statement of saveChoices(db, "GB", choices)) await statement;
        // Without any refresh, the first view would begin one.
        await db.run(sql`
          insert into refreshes ("trigger", username, country, state, outcome, films, started_at, finished_at,
            progress_at, lookups_at)
          values ('first', 'ada', 'GB', 'ended', 'done', 1, ${FILLED_AT}, ${FILLED_AT}, ${FILLED_AT}, ${FILLED_AT})`);
        await updateSnapshot(contextOf(env, env.DB));
        break;
      }
      case "/record":
        await record(path, env);
        break;
      case "/show": {
        const how = searchParams.get("how") ?? "";
        for (let left = Number(searchParams.get("times")); left > 0; left--) {
          await showAgain(how, path, env);
        }
        break;
      }
      // So many films were looked up since, and are no longer where they were.
      case "/assemble": {
        hour += 1;
        const context = contextOf(env, env.DB);
        await context.db.run(sql`
          update films set checked_at = ${FILLED_AT + hour * 3600}, entry = null,
            offers = json_remove(offers, '$.stream[0]')
          where id <= ${Number(searchParams.get("changed"))}`);
        await updateSnapshot(context);
        break;
      }
      default:
        return new Response("no such bench", { status: 404 });
    }
    return new Response("done");
  },
} satisfies ExportedHandler<Env>;
