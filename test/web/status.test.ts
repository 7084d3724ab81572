// What every page's status line says: how fresh the list and the offers are, and what changed.

import { usernameOf } from "../../src/d1/refreshes.ts";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { keepFreshness, layoutOf, readLayout } from "../../src/d1/layout.ts";
import { forgetOldRefreshes } from "../../src/d1/refreshes.ts";
import type { RefreshOutcome, RefreshTrigger } from "../../src/list/ended-refresh.ts";
import { layoutView } from "../../src/web/layout-data.ts";
import { openPage, type TestPage } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";

interface Ended {
  trigger: RefreshTrigger;
  hoursAgo: number;
  /** Absent: the list was not read. */
  films?: number;
  lookedUp?: number;
  added?: number;
  removed?: number;
  outcome?: RefreshOutcome;
}

const FILMS = 10;
let page: TestPage;

beforeEach(async () => {
  page = await openPage(Array.from({ length: FILMS }, (_, i) => storedFilm(`Film ${i}`)));
});

async function store(...refreshes: Ended[]): Promise<void> {
  for (const { trigger, hoursAgo, films, outcome = "done", ...counts } of refreshes) {
    const { lookedUp = 0, added = 0, removed = 0 } = counts;
    const at = FILLED_AT - hoursAgo * 3600;
    await page.context.db.run(sql`
      insert into refreshes ("trigger", username, country, state, outcome, started_at, finished_at, progress_at,
        lookups_at, films, added, removed, looked_up)
      values (${trigger}, ${usernameOf(page.context.settings)}, 'GB', 'ended', ${outcome}, ${at - 60}, ${at}, ${at}, ${at}, ${films ?? null},
        ${added}, ${removed}, ${lookedUp})`);
  }
}

/** The status line's words, without its tags. */
async function statusLine(): Promise<string> {
  const html = await page.see("/");
  const line = /<div class="status" id="status"><p>(.*?)<\/p>/.exec(html)?.[1] ?? "";
  return line.replaceAll(/<[^>]+>/g, "").trim();
}

const WEEKLY: Ended = { trigger: "schedule", hoursAgo: 5, films: FILMS, lookedUp: FILMS };

describe("How fresh the page is", () => {
  it("is one moment where the last refresh asked for everything", async () => {
    expect(await statusLine()).toBe("Not looked up yet");
    await store(WEEKLY);
    expect(await statusLine()).toBe("Updated 5 hours ago");
  });

  it.each<[string, number, string, Ended[]]>([
    ["nothing", 0, "List read 1 hour ago · offers from 5 hours ago", []],
    ["only the film that was added", 1, "List read 1 hour ago · offers from 5 hours ago", []],
    ["half of the list", 5, "Updated 1 hour ago", []],
    [
      "all but one that was looked up yesterday",
      9,
      "Updated 1 hour ago",
      [{ trigger: "button", hoursAgo: 12, films: FILMS, lookedUp: 1, added: 1 }],
    ],
  ])("is told truly where it asked for %s", async (_, lookedUp, words, before) => {
    await store(...before, WEEKLY, { trigger: "button", hoursAgo: 1, films: FILMS, lookedUp });
    expect(await statusLine()).toBe(words);
  });

  it("is not made younger by an answer that TMDB failed to give", async () => {
    await store(WEEKLY, { trigger: "button", hoursAgo: 1, films: FILMS, outcome: "partial" });
    expect(await statusLine()).toBe("List read 1 hour ago · offers from 5 hours ago");
  });

  it("is one moment still where a refresh follows on the heels of another", async () => {
    await store(WEEKLY, { trigger: "button", hoursAgo: 5 - 0.01, films: FILMS });
    expect(await statusLine()).toBe("Updated 5 hours ago");
  });

  it("tells the list's age where Letterboxd did not show it, but TMDB was asked", async () => {
    await store(WEEKLY, {
      trigger: "schedule",
      hoursAgo: 1,
      lookedUp: FILMS,
      outcome: "failed",
    });
    expect(await statusLine()).toBe("Offers from 1 hour ago · list read 5 hours ago");
  });

  it("is that of most films after an import, be it small or large", async () => {
    await store(WEEKLY, { trigger: "import", hoursAgo: 1, lookedUp: 2 });
    expect(await statusLine()).toBe("Updated 5 hours ago");
    await store({ trigger: "import", hoursAgo: 1, lookedUp: 6 });
    expect(await statusLine()).toBe("Offers from 1 hour ago · list read 5 hours ago");
  });

  it("is that of the offers alone where no member is configured", async () => {
    page.context.settings.members = [];
    await page.context.db.run(sql`
      insert into list_films (list_id, film_id, place)
      select lists.id, film_id, place from list_films, lists where lists.kind = 'file'`);
    await store(
      { trigger: "import", hoursAgo: 5, lookedUp: FILMS },
      { trigger: "button", hoursAgo: 1 },
    );
    expect(await statusLine()).toBe("Offers from 5 hours ago");
  });

  it("is that of the last answers where a list came in by small parts", async () => {
    await store(
      { trigger: "import", hoursAgo: 3, lookedUp: 4 },
      { trigger: "import", hoursAgo: 2, lookedUp: 3 },
    );
    expect(await statusLine()).toBe("Offers from 2 hours ago");
  });

  it("outlasts an evening of choices", async () => {
    const choice: Ended = { trigger: "choice", hoursAgo: 1, lookedUp: 1 };
    await store(WEEKLY, ...Array.from({ length: 60 }, () => choice));
    await forgetOldRefreshes(page.context.db);
    expect(await statusLine()).toBe("Updated 5 hours ago");
    const kept = await page.context.db.get(sql`select count(*) as n from refreshes`);
    expect(kept).toEqual({ n: 11 });
  });

  it("reads few rows, however long the history is", async () => {
    const press: Ended = { trigger: "button", hoursAgo: 1, films: FILMS };
    await store(
      ...Array.from({ length: 45 }, () => WEEKLY),
      ...Array.from({ length: 5 }, () => press),
    );
    await keepFreshness(page.context.db, page.context.settings);
    expect(await statusLine()).toBe("List read 1 hour ago · offers from 5 hours ago");
    const query = layoutOf(page.context.db, page.context.settings).getQuery();
    const { meta } = await env.DB.prepare(query.sql)
      .bind(...query.params)
      .all();
    expect(meta.rows_read).toBeLessThan(10);
  });
});

describe("What the last refresh changed", () => {
  const changed = async () => {
    const { db, settings } = page.context;
    const layout = readLayout(await layoutOf(db, settings), settings);
    return (await layoutView(page.context, layout)).changed;
  };

  it("is named beside it, with the history behind it, for a day", async () => {
    await store({ ...WEEKLY, added: 2, removed: 1 });
    expect(await statusLine()).toBe("Updated 5 hours ago · 2 added, 1 removed");
    expect(await page.see("/")).toMatch(/<a href="\/refreshes">2 added, 1 removed<\/a>/);
    await store({ ...WEEKLY, removed: 3 });
    expect(await statusLine()).toBe("Updated 5 hours ago · 3 removed");
    await store({ trigger: "choice", hoursAgo: 1, lookedUp: 1 });
    expect(await statusLine()).toBe("Updated 5 hours ago · 3 removed");
  });

  it("is named when it is nothing, to who has just pressed the button", async () => {
    await store({ ...WEEKLY, trigger: "button", hoursAgo: 0.1 });
    expect(await statusLine()).toBe("Updated 6 minutes ago · nothing changed");
  });

  it.each<[string, Ended]>([
    ["nothing changed", WEEKLY],
    ["nothing changed a while after a press", { ...WEEKLY, trigger: "button", hoursAgo: 0.2 }],
    ["it is a day ago", { ...WEEKLY, hoursAgo: 24, added: 2 }],
    ["it was the first", { ...WEEKLY, trigger: "first", added: FILMS }],
    ["the list was read for the first time", { ...WEEKLY, trigger: "button", added: FILMS }],
  ])("is not named when %s", async (_, refresh) => {
    await store(refresh);
    expect(await changed()).toBeNull();
  });
});
