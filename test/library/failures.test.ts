import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import type { LibraryFailure } from "../../src/list/library-state.ts";
import { finishRefresh } from "../../src/refresh/finish.ts";
import { goOnReadingLibraries, startLibraries } from "../../src/refresh/read-libraries.ts";
import type { LibrarySettings } from "../../src/settings/libraries.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createWorker } from "../../src/worker.ts";
import { wrapD1 } from "../d1/wrapped-d1.ts";
import { FILLED_AT, storedFilm } from "../web/fill.ts";
import { openLists } from "../web/several-lists.ts";

const JELLYFIN = serverOf("jellyfin");
const PLEX = serverOf("plex");
const ALIEN = storedFilm("Alien", { tmdbId: 1, servers: ["jellyfin"] });

/** Every page with a menu; `/libraries` says it in a part of its own. */
const PAGES = [
  "/",
  "/?q=no+such+film",
  `/film/${ALIEN.slug}`,
  "/pick",
  "/new",
  "/services",
  "/worth",
  "/lists",
  "/import",
  "/matches",
  "/refreshes",
  "/notifications",
  "/tokens",
];

function serverOf(kind: LibrarySettings["kind"]): LibrarySettings {
  return { kind, url: `http://${kind}`, publicUrl: `http://${kind}`, key: `the-key-of-${kind}` };
}

async function openHouse(settings: Partial<Settings> = {}) {
  const list = { kind: "watchlist", member: "ada", titles: ["Alien"] } as const;
  const house = await openLists([ALIEN], [list], { libraries: [JELLYFIN, PLEX], ...settings });
  const { context } = house;
  await context.db.run(sql`delete from refreshes`);
  const worker = createWorker(() => ({ ok: true, context }));
  const tick = () => worker.scheduled({ cron: "*/5 * * * *" } as ScheduledController, {} as Env);
  /** What Jellyfin answers from now on; Plex has no film, and says so. */
  const answer = (say: () => LibraryFailure | "well") => {
    context.libraries.readPage = async (kind) => {
      const failure = kind === "jellyfin" ? say() : "well";
      if (failure !== "well") return { ok: false, failure };
      const items = kind === "jellyfin" ? [{ tmdbId: 1, link: "http://jellyfin/1" }] : [];
      return { ok: true, page: { items, read: items.length, next: null } };
    };
  };
  const read = async () => {
    await startLibraries(context);
    await goOnReadingLibraries(context);
  };
  return { ...house, tick, answer, read };
}

/** The notices of a page, as text. */
function noticesOf(html: string): string[] {
  return [...html.matchAll(/<p class="note">(.*?)<\/p>/gs)].map(([, note = ""]) =>
    note.replaceAll(/<[^>]*>/g, ""),
  );
}

describe("A server that cannot be read", () => {
  it("is named once on every page, with what to do, the date of what is known, and the way to more", async () => {
    const { context, answer, read, see } = await openHouse();
    answer(() => "well");
    await read();
    context.now = () => (FILLED_AT + 3 * 86_400) * 1000;
    answer(() => "refused");
    await read();
    for (const page of PAGES) {
      const html = await see(page);
      const named = noticesOf(html).filter((note) => note.startsWith("Jellyfin"));
      expect({ page, named }).toEqual({
        page,
        named: [
          "Jellyfin rejected the key: make a new one there, and set it here. " +
            "Its films are shown as they were 3 days ago. On my server",
        ],
      });
      expect(html).toContain('<a href="/libraries">On my server</a>');
      expect(html).not.toContain("Plex did");
    }
    const own = await see("/libraries");
    expect(noticesOf(own)).toEqual([]);
    expect(own).toContain("It rejected the key");
    expect(await see("/")).toContain('href="http://jellyfin/1"');
  });

  it.each([
    ["off", "Jellyfin didn’t answer"],
    ["moved", "Jellyfin redirected us"],
    ["nonsense", "Jellyfin gave an answer that such a server shouldn’t"],
  ] as const)("is named as %s, and as never read where it was not", async (failure, words) => {
    const { answer, read, see } = await openHouse();
    answer(() => failure);
    await read();
    const note = noticesOf(await see("/")).find((one) => one.startsWith("Jellyfin"));
    expect(note).toContain(words);
    expect(note).toContain("It has never been read in full.");
  });

  it("is named no longer once it was read, or where it is configured no more", async () => {
    const { context, answer, read, see } = await openHouse();
    answer(() => "off");
    await read();
    expect(await see("/services")).toContain("Jellyfin didn’t answer");
    answer(() => "well");
    await read();
    expect(await see("/services")).not.toContain("Jellyfin did");
    answer(() => "off");
    await read();
    Object.assign(context.settings, { libraries: [PLEX] });
    expect(await see("/services")).not.toContain("Jellyfin did");
  });
});

describe("A tick", () => {
  it("goes on, and the page says why, where a server gives what nobody thought of", async () => {
    const { context, tick, see } = await openHouse();
    context.libraries.readPage = async () => {
      throw new RangeError("Nobody thought of it.");
    };
    await startLibraries(context);
    context.lastTick.at = 0;
    await tick();
    expect(context.lastTick.at).toBe(FILLED_AT * 1000);
    expect(context.logged.join("\n")).toContain("Nobody thought of it.");
    for (const name of ["Jellyfin", "Plex"]) {
      expect(await see("/")).toContain(`${name} gave an answer that such a server shouldn’t`);
    }
  });

  it("goes on where what was read cannot be stored, and tries again", async () => {
    const { context, tick, answer, see } = await openHouse();
    answer(() => "well");
    await startLibraries(context);
    await context.db.run(sql`alter table library_items rename to away`);
    context.lastTick.at = 0;
    await tick();
    expect(context.lastTick.at).toBe(FILLED_AT * 1000);
    expect(context.logged.join("\n")).toContain("libraries-failed");
    await context.db.run(sql`alter table away rename to library_items`);
    await tick();
    expect(await see("/libraries")).toContain("1 film from your lists, out of 1 there");
  });

  it("goes on where what is stored of a server is damaged, which is then as good as never read", async () => {
    const { context, tick, answer, read, see } = await openHouse();
    answer(() => "well");
    await read();
    await context.db.run(sql`update memory set value = '{"rea' where key = 'library:jellyfin'`);
    await tick();
    expect(await see("/libraries")).toContain("It hasn’t been read yet.");
    await read();
    expect(await see("/libraries")).toContain("1 film from your lists, out of 1 there");
  });

  it("asks a slow server for no further page once it has waited for long", async () => {
    const { context, tick } = await openHouse({ libraries: [JELLYFIN] });
    let pages = 0;
    let ms = FILLED_AT * 1000;
    context.now = () => ms;
    context.libraries.readPage = async () => {
      pages += 1;
      ms += 19_000;
      return { ok: true, page: { items: [], read: 250, next: `${pages * 250}` } };
    };
    await startLibraries(context);
    await tick();
    expect(pages).toBe(2);
    await tick();
    expect(pages).toBe(4);
  });
});

describe("A refresh", () => {
  it("ends where no server can be begun with", async () => {
    const { context, see } = await openHouse();
    const { id } = await context.db.get<{ id: number }>(sql`
      insert into refreshes (state, "trigger", username, country, started_at, progress_at, lookups_at)
      values ('looking-up', 'schedule', 'ada', 'GB', ${FILLED_AT}, ${FILLED_AT}, ${FILLED_AT}) returning id`);
    const broken = wrapD1(env.DB, async (call, [statement = ""]) => {
      if (/^\s*select key, value from memory/.test(statement)) throw new Error("D1 has hiccups.");
      return call();
    });
    context.db = connectDatabase(broken);
    expect(await finishRefresh(context, id)).toBe(true);
    expect(context.logged.join("\n")).toContain("libraries-failed");
    expect(context.logged.join("\n")).toContain("refresh-ended");
    context.db = connectDatabase(env.DB);
    expect(await see("/api/status")).toContain('"state":"idle"');
  });
});
