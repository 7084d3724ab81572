// The tick that finds the most to do: it ends a refresh whose own invocation died, while messages, a media server and
// the makers of the films are due. On Cloudflare's Free plan an invocation has 50 statements, and 50 requests.

import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { batch } from "../../src/d1/batch.ts";
import { findUnderWay } from "../../src/d1/under-way.ts";
import { saveChoices } from "../../src/d1/services.ts";
import { done } from "../../src/failure.ts";
import { noOffers } from "../../src/film.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import type { LibrarySettings } from "../../src/settings/libraries.ts";
import { readNotify } from "../../src/settings/notify.ts";
import { createWorker } from "../../src/worker.ts";
import { createTestContext, listedFilm, offersIn, tmdbFilm } from "../context.ts";
import { deliverAll } from "./deliver.ts";
import { countingD1, type Counted } from "./faults.ts";
import { emptyDatabase } from "./list.ts";
import { serveLists, serveTmdb } from "./neighbours.ts";

const NETFLIX = { id: 8, name: "Netflix", logo: "/n.jpg" };
const MINE = { chosen: [NETFLIX.id], without: [], rent: false, buy: false };
const FILMS = Array.from({ length: 8 }, (_, i) => listedFilm(i + 1));
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

beforeEach(emptyDatabase);

/** A household on Cloudflare with everything that there is to set. `asked`: whom the app has asked, but for Letterboxd. */
function household() {
  const notify = readNotify("ntfy://h/one ntfy://h/two ntfy://h/three ntfy://h/four");
  if (!notify.ok) throw new Error(notify.message);
  const counted: Counted = { statements: 0, rowsWritten: 0, rowsRead: 0 };
  const asked: string[] = [];
  const now = { stream: [] as (typeof NETFLIX)[], dies: false };
  const context = createTestContext({
    db: countingD1(env.DB, counted),
    settings: {
      members: ["ann", "bob"],
      abroad: ["US", "DE", "FR"],
      notify: notify.value,
      libraries: [serverOf("jellyfin"), serverOf("plex")],
      atHome: false,
    },
    letterboxd: serveLists({ ann: FILMS, bob: FILMS.slice(4) }),
    tmdb: {
      ...serveTmdb(),
      readFilm: async (key, countries) => {
        const offers = { ...noOffers(), stream: now.stream };
        return done(tmdbFilm(key, { countries: offersIn(countries, offers) }));
      },
      listProviders: async () => {
        if (now.dies) throw new Error("killed");
        asked.push("services of films", "services of series");
        return done([NETFLIX]);
      },
      readCredits: async () => {
        asked.push("credits");
        return done({ directors: ["Ann"], cast: [], trailer: null, countries: [] });
      },
    },
    notifier: {
      send: async () => {
        asked.push("receiver");
        return { ok: false, status: 500, retryAfterSeconds: null, why: "" };
      },
    },
  });
  context.libraries.readPage = async (server) => {
    asked.push(server);
    return {
      ok: true,
      page: { items: [{ tmdbId: 1, link: "http://nas.lan/1" }], read: 1, next: null },
    };
  };
  return { context, counted, asked, now };
}

function serverOf(kind: LibrarySettings["kind"]): LibrarySettings {
  return { kind, url: `http://${kind}`, publicUrl: `http://${kind}`, key: "a-key" };
}

test("a tick stays within 50 statements, whatever is due", async () => {
  const { context, counted, asked, now } = household();
  const worker = createWorker(() => ({ ok: true, context }));
  const tickNow = async () => {
    context.pass(5 * MINUTE_MS);
    context.deliveriesLeft.count = 3;
    counted.statements = asked.length = 0;
    await worker.scheduled({ cron: "*/5 * * * *" } as ScheduledController, env);
    return { asked: [...new Set(asked)], statements: counted.statements };
  };
  await tickNow();
  await deliverAll(context);
  await batch(context.db, saveChoices(context.db, "GB", [["GB", MINE]]));
  now.stream = [NETFLIX];
  context.pass(8 * DAY_MS);
  await startRefresh(context, "schedule");
  now.dies = true;
  await expect(deliverAll(context)).rejects.toThrow("killed");
  now.dies = false;

  const ending = await tickNow();
  expect(await findUnderWay(context.db)).toBeNull();
  expect(ending.asked).toEqual(["services of films", "services of series"]);
  // The schedule's own refresh is due by then, too.
  const beginning = await tickNow();
  expect(beginning.asked).toEqual(["receiver", "jellyfin"]);
  expect(Math.max(ending.statements, beginning.statements)).toBeLessThanOrEqual(50);
});
