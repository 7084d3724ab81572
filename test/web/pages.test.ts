import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { saveProviders } from "../../src/d1/services.ts";
import { SCREEN } from "../../src/web/films.tsx";
import { offersOf, openPage, titlesOf } from "./app.ts";
import { fill, FILLED_AT, storedFilm } from "./fill.ts";

const HOSTILE = `<script>alert("1")</script> & 'more' ${"very ".repeat(60)}long`;

describe("The first page", () => {
  it("has one screen of films, and the rest behind a link", async () => {
    const page = await openPage(({ db }) => fill(db, SCREEN * 2 + 5));
    const seen = [
      ...titlesOf(await page.see("/")),
      ...titlesOf(await page.see("/?page=2")),
      ...titlesOf(await page.see("/?page=3")),
    ];
    expect(seen).toHaveLength(SCREEN * 2 + 5);
    expect(new Set(seen).size).toBe(SCREEN * 2 + 5);
    expect(await page.see("/?page=2")).toContain('rel="next" data-more="" href="/?page=3#results"');
    expect(await page.see("/?page=9")).toContain("Back to the first films");
  });

  it.each([100, 1000, 10_000])("weighs at most 20 kB with %i films", async (films) => {
    const page = await openPage(({ db }) => fill(db, films));
    const html = await page.see("/");
    const total = films < 1000 ? `${films}` : `<data value="${films}">${films / 1000},000</data>`;
    expect(html).toContain(`of ${total} films`);
    const assets = new Set(
      [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? ""),
    );
    expect(assets.size).toBe(2);
    let bytes = (await gzipped(html)).byteLength;
    for (const address of assets) bytes += (await gzipped(await page.see(address))).byteLength;
    expect(bytes).toBeLessThanOrEqual(20_000);
    expect(page.statements()).toBeLessThanOrEqual(3);
  });

  it("breaks on no title, and lets none speak HTML", async () => {
    const page = await openPage([
      storedFilm(HOSTILE, { poster: null, offers: offersOf({ stream: [8] }) }),
      storedFilm("جدایی نادر از سیمین"),
      storedFilm("💔🎬"),
    ]);
    const html = await page.see("/");
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)");
    expect(html).toContain('dir="auto">جدایی نادر از سیمین');
    expect(html).not.toMatch(/<[^>]+\sstyle=/);
    expect(html).not.toMatch(/<script(?![^>]*src=)/);
  });

  it("says what to do when there is nothing yet", async () => {
    const page = await openPage([]);
    expect(await page.see("/")).toContain("Read the watchlist now");
    const byExport = await openPage([], { members: [] });
    const html = await byExport.see("/");
    expect(html).toContain("Import your films");
    expect(html).not.toContain('action="/refresh"');
  });

  it("invites to choose services, once", async () => {
    const page = await openPage([storedFilm("One", { offers: offersOf({ stream: [8] }) })]);
    expect(await page.see("/")).toContain("Choose my services");
    await page.choose([["service", "8"]]);
    expect(await page.see("/")).not.toContain('class="invitation"');
  });
});

describe("Around the films, the page", () => {
  it("tells what failed, and what can be done", async () => {
    const page = await openPage([storedFilm("One")]);
    await page.context.db.run(sql`
      insert into refreshes (id, "trigger", country, state, outcome, started_at, finished_at, progress_at,
        lookups_at, failure_kind, failure_detail)
      values (1, 'button', 'GB', 'ended', 'failed', 1, ${FILLED_AT - 60}, 1, 1, 'private', 'seen <b>')`);
    const html = await page.see("/");
    expect(html).toContain("This watchlist is private.");
    expect(html).toContain("import your own export");
    expect(html).toContain("seen &lt;b&gt;");
  });

  it("shows the films at once after an upgrade, when there is no snapshot of this version yet", async () => {
    const page = await openPage([storedFilm("One")]);
    await page.context.db.run(sql`delete from snapshot`);
    expect(titlesOf(await page.see("/"))).toEqual(["One"]);
  });

  it("shows how far a refresh is, and comes again by itself without JavaScript", async () => {
    const page = await openPage([storedFilm("One")]);
    await page.context.db.run(sql`
      insert into refreshes (id, "trigger", country, state, started_at, progress_at, lookups_at,
        films_done, films_total)
      values (1, 'button', 'GB', 'looking-up', 1, 1, 1, 3, 12)`);
    const html = await page.see("/");
    expect(html).toContain("Looking up where films stream: 3 of 12.");
    expect(html).toMatch(/<progress[^>]* value="3" max="12"/);
    expect(html).toMatch(/<noscript><meta http-equiv="refresh"/);
  });

  it("is not sent again while it is the same", async () => {
    const page = await openPage([storedFilm("One")]);
    const tag = (await page.ask("/")).headers.get("ETag") ?? "";
    const again = await page.ask("/", { headers: { "If-None-Match": tag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  it("names its style and script by what is in them, for ever", async () => {
    const page = await openPage([storedFilm("One")]);
    const address = /"(\/assets\/[^"]+\.css)"/.exec(await page.see("/"))?.[1] ?? "";
    const answer = await page.ask(address);
    expect(answer.headers.get("Cache-Control")).toContain("immutable");
    expect(answer.headers.get("Content-Type")).toBe("text/css; charset=utf-8");
    const old = await page.ask("/assets/0000/page.css");
    expect(old.headers.get("Cache-Control")).toBe("no-cache");
  });
});

describe("A film's own page", () => {
  it("has all its offers by kind, with JustWatch named and TMDB's page linked", async () => {
    const page = await openPage([
      storedFilm("Ran", {
        slug: "ran",
        offers: offersOf({ stream: [8, 1796], rent: [2] }),
        link: "https://www.themoviedb.org/movie/11645-ran/watch?locale=GB",
      }),
    ]);
    const html = await page.see("/film/ran");
    expect(html).toContain('href="https://www.themoviedb.org/movie/11645-ran/watch?locale=GB"');
    expect(html).toContain("From JustWatch");
    expect(html).toContain('href="https://letterboxd.com/film/ran/"');
    expect(html.match(/Netflix/g)).toHaveLength(1);
    expect(html).toContain("Wrong film?");
    expect(page.statements()).toBeLessThanOrEqual(3);
  });

  it("is found by number for a film without a name, and is 404 where there is none", async () => {
    const page = await openPage([storedFilm("Nameless", { slug: null })]);
    const [row] = await page.context.db.all<{ id: number }>(sql`select id from films`);
    expect(await page.see(`/film/${row?.id}`)).toContain("Nameless");
    expect((await page.ask("/film/none")).status).toBe(404);
    expect((await page.ask("/film/%00%27")).status).toBe(404);
  });
});

describe("Picking", () => {
  it("shows every film that I can watch once, and then says so", async () => {
    const page = await openPage(({ db }) => fill(db, 40));
    const total = titlesOf(await page.see("/?show=mine")).length;
    const picked = new Set<string>();
    let address = "/pick?show=mine&seed=7";
    for (let turn = 0; turn < total; turn++) {
      const html = await page.see(address);
      expect(page.statements()).toBeLessThanOrEqual(3);
      picked.add(/<a href="(\/film\/[^"]+)"/.exec(html)?.[1] ?? "");
      address = /href="([^"]+turn=\d+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    }
    expect(picked.size).toBe(total);
    expect(await page.see(address)).toContain("That was all of them");
  });

  it("keeps to the time that I have, and to the filters", async () => {
    const page = await openPage([
      storedFilm("Short", { runtime: 80, offers: offersOf({ stream: [8] }) }),
      storedFilm("Long", { runtime: 200, offers: offersOf({ stream: [8] }) }),
    ]);
    expect(await page.see("/pick?minutes=100")).toContain(">Short</a>");
    const none = await page.see("/pick?minutes=60");
    expect(none).toContain("Nothing to pick from");
    expect(none).toMatch(/href="\/pick">.*?Anything I can watch<\/span> <b>2</);
    // It leads to the same two films, so that it is not offered as well.
    expect(none).not.toContain("Without At most 1 h");
    expect(await page.see("/pick?q=long")).toContain(">Long</a>");
  });
});

describe("My services", () => {
  it("are chosen from the country's own list, those with films of mine first", async () => {
    const page = await openPage([storedFilm("One", { offers: offersOf({ stream: [11] }) })]);
    await saveProviders(page.context.db, "GB", [
      { id: 8, name: "Netflix", logo: "/n.jpg" },
      { id: 1796, name: "Netflix Standard with Ads", logo: "/na.jpg" },
      { id: 11, name: "MUBI", logo: "/m.jpg" },
    ]);
    const html = await page.see("/services");
    const names = [...html.matchAll(/data-name="[^"]*">[^]*?class="service-name">([^<]+)/g)].map(
      (match) => match[1],
    );
    expect(names).toEqual(["MUBI", "Netflix"]);
    expect(html).toContain("<small>1 film</small>");
  });

  it("are remembered, and shown as chosen", async () => {
    const page = await openPage([
      storedFilm("One", { offers: offersOf({ stream: [11], ads: [73] }) }),
    ]);
    expect(await page.see("/services")).toMatch(/value="73" checked=""/);
    await page.choose([
      ["service", "11"],
      ["free", "73"],
    ]);
    const html = await page.see("/services");
    expect(html).toMatch(/value="11" checked=""/);
    expect(html).not.toMatch(/value="73" checked=""/);
  });

  it("are shown as a search carries them, only if it comes from the form", async () => {
    const page = await openPage([storedFilm("One", { offers: offersOf({ stream: [8, 11] }) })]);
    await page.choose([["service", "8"]]);
    const carried = await page.see("/services?q=mu&service=11&form=1");
    expect(carried).toMatch(/value="11" checked=""/);
    expect(carried).not.toMatch(/value="8" checked=""/);
    const linked = await page.see("/services?q=mu&service=11");
    expect(linked).toMatch(/value="8" checked=""/);
    expect(linked).not.toMatch(/value="11" checked=""/);
  });

  it("are not changed by what is not the form", async () => {
    const page = await openPage([storedFilm("One", { offers: offersOf({ stream: [8, 11] }) })]);
    await page.choose([["service", "8"]]);
    const body = new URLSearchParams({ service: "11" });
    const answer = await page.ask("/services", { method: "POST", body });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("Nothing was changed");
    expect(await page.see("/services")).toMatch(/value="8" checked=""/);
  });

  it("that are saved are told on the first page, which stays as it is otherwise", async () => {
    const page = await openPage([storedFilm("One", { offers: offersOf({ stream: [8, 11] }) })]);
    const answer = await page.choose([["service", "8"]]);
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/?saved=1"]);
    const note =
      '<output class="note saved">Your services are saved. <a href="/services">Change them</a></output>';
    const saved = await page.see("/?saved=1");
    expect(saved).toContain(note);
    expect(saved.replace(note, "")).toBe(await page.see("/"));
  });
});

async function gzipped(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
