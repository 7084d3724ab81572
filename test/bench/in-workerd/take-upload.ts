// The real Worker without neighbours, for test/bench/uploads.ts. `POST /read` reads a file and stores nothing;
// `POST /import` is the real one.

import { Hono } from "hono";
import { connectDatabase } from "../../../src/d1/database.ts";
import { PARTS, readExport, type TakenFiles } from "../../../src/export/index.ts";
import { readSettings } from "../../../src/settings/index.ts";
import { readUpload } from "../../../src/web/read-upload.ts";
import { createApp } from "../../../src/worker.ts";
import type { AppContext } from "../../../src/context.ts";

const nobody = async () => {
  throw new Error("Taking a file asks nobody outside.");
};

const reading = readSettings({
  LETTERBOXD_USERNAME: "",
  TMDB_API_KEY: "0123456789abcdef0123456789abcdef",
  COUNTRY: "GB",
  AT_HOME: "true",
});

function contextOf(env: Env): AppContext {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return {
    settings: reading.settings,
    db: connectDatabase(env.DB),
    pages: silentQueue(),
    lookups: silentQueue(),
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
    runId: "bench",
    lastTick: { at: Date.now() },
    now: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log: () => undefined,
  };
}

function silentQueue<Body>(): Queue<Body> {
  const sent = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  return {
    send: async () => sent,
    sendBatch: async () => sent,
    metrics: async () => ({ backlogCount: 0, backlogBytes: 0 }),
  };
}

const bench = new Hono<{ Bindings: Env }>();

bench.post("/read", async (c) => {
  const received = await readUpload(c.req.raw);
  if (!received.ok) return c.text(received.rejection.kind, received.rejection.status);
  const read = await readExport(received.upload.file, {
    take: new Set(PARTS),
    maxFilms: 20_000,
    confirmed: false,
    anyway: false,
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  });
  return read.ok
    ? c.text(`${countFilms(read.files)} films`)
    : c.text(read.rejection.kind, read.rejection.status);
});

function countFilms({ watchlist, seen, lists }: TakenFiles): number {
  const all = [watchlist, seen, ...lists];
  return all.reduce((count, it) => count + (it?.films.length ?? 0), 0);
}

const app = createApp((env) => ({ ok: true, context: contextOf(env) }));
bench.all("*", (c) => app.fetch(c.req.raw, c.env));

export default bench;
