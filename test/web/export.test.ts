import { sql } from "drizzle-orm";
import { Hono } from "hono";
import Papa from "papaparse";
import { beforeEach, describe, expect, test } from "vitest";
import { films, kv, listFilms, lists } from "../../src/d1/schema.ts";
import { writeCsv } from "../../src/export/write-csv.ts";
import { noOffers, type Offers } from "../../src/film.ts";
import { giveExport } from "../../src/web/export.ts";
import type { App } from "../../src/context.ts";
import { createTestContext } from "../context.ts";
import { placeFilms } from "../d1/place-films.ts";

const context = createTestContext();

beforeEach(async () => {
  for (const table of [films, kv, lists, listFilms]) await context.db.delete(table);
});

function ask(path: string) {
  const app = new Hono<App>();
  app.use(async (c, next) => {
    c.set("context", context);
    await next();
  });
  return app.route("/", giveExport).request(path);
}

async function askCsv(): Promise<Record<string, string>[]> {
  const text = await (await ask("/export.csv")).text();
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

type Row = Partial<Omit<typeof films.$inferInsert, "country" | "offers" | "link">> & {
  addedOn?: string | null;
  country?: string;
  offers?: Offers;
  link?: string;
};

/** Stores films as an import would. */
async function store(...rows: Row[]) {
  for (const { addedOn = null, ...row } of rows) {
    const id = await storeUnlisted(row);
    await placeFilms(context.db, { kind: "file", which: sql`id = ${id}`, place: sql`1`, addedOn });
  }
}

async function storeUnlisted({ country, offers, link = "", ...row }: Row): Promise<number> {
  const countries = country && offers ? { [country]: { offers, link } } : null;
  const [film] = await context.db
    .insert(films)
    .values({ title: "Heat", year: 1995, createdAt: 1, source: "export", countries, ...row })
    .returning({ id: films.id });
  return film?.id ?? 0;
}

const HEAT = {
  lid: "2bbs",
  slug: "heat",
  addedOn: "2022-01-02",
  tmdbType: "movie" as const,
  tmdbId: 949,
  match: "exact" as const,
  country: "GB",
  checkedAt: Date.UTC(2026, 10, 1) / 1000,
  link: "https://www.themoviedb.org/movie/949/watch?locale=GB",
  offers: {
    ...noOffers(),
    stream: [
      { id: 8, name: "Netflix", logo: "/n.jpg" },
      { id: 9, name: "Prime, Video", logo: null },
    ],
    rent: [{ id: 2, name: "Apple TV", logo: null }],
  },
};

describe("the list as CSV", () => {
  test("has the columns of Letterboxd's import, and where each film can be watched", async () => {
    await store(HEAT);
    expect(await askCsv()).toEqual([
      {
        LetterboxdURI: "https://boxd.it/2bbs",
        tmdbID: "949",
        Title: "Heat",
        Year: "1995",
        Added: "2022-01-02",
        Country: "GB",
        Stream: "Netflix; Prime, Video",
        Free: "",
        Ads: "",
        Rent: "Apple TV",
        Buy: "",
        Checked: "2026-11-01T00:00:00Z",
      },
    ]);
  });

  test("gives no number of television as that of a film", async () => {
    await store({ tmdbType: "tv", tmdbId: 949, slug: "heat" });
    expect(await askCsv()).toMatchObject([
      { tmdbID: "", LetterboxdURI: "https://letterboxd.com/film/heat/" },
    ]);
  });

  test("leaves out another country's offers, and films that are on no list", async () => {
    await store({ ...HEAT, country: "US" });
    await storeUnlisted({ title: "Gone" });
    const bobs = await storeUnlisted({ title: "Bob's" });
    await placeFilms(context.db, { kind: "watchlist", member: "bob", which: sql`id = ${bobs}` });
    expect(await askCsv()).toMatchObject([{ Title: "Heat", Stream: "", Rent: "", Checked: "" }]);
  });

  test("is a file to keep, newest films first, however many", async () => {
    await context.db
      .run(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 2500)
      insert into films (title, source, created_at) select 'Film ' || i, 'export', 1 from n`);
    await placeFilms(context.db, { kind: "file", which: sql`true` });
    const answer = await ask("/export.csv");
    expect(answer.headers.get("Content-Disposition")).toBe(
      'attachment; filename="watchwhere-2026-11-01.csv"',
    );
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    await answer.text();
    const titles = (await askCsv()).map((row) => row["Title"]);
    expect([titles.length, titles[0], titles.at(-1)]).toEqual([2500, "Film 2500", "Film 1"]);
  });

  test.each(["=1+1", "+1", "-30-", "@home", "\t=1", "＝1"])(
    "cannot make a formula of the title %j",
    async (title) => {
      await store({ title });
      expect(await askCsv()).toMatchObject([{ Title: `'${title}` }]);
    },
  );

  test.each([
    ["a;=1+1", "a;'=1+1"],
    ['a;"=1+1;"', `a;"'=1+1;"`],
    ["a\n=1+1;b", "a\n'=1+1;b"],
    ["a;\r\n 'x' -1", "a;\r\n 'x' -1"],
  ])("cannot make a formula where a spreadsheet parts fields at semicolons (%j)", (title, safe) => {
    expect(writeCsv([[title]])).toContain(safe.replaceAll('"', '""'));
  });

  test("keeps commas, quotation marks and line breaks inside their field", () => {
    expect(writeCsv([['a,"b"', 1, null, "c\nd"]])).toBe('"a,""b""",1,,"c\nd"\r\n');
  });
});

describe("the list as JSON", () => {
  test("says what each film is, and where it can be watched", async () => {
    await store(HEAT);
    const answer = await ask("/export.json");
    expect(answer.headers.get("Content-Type")).toBe("application/json");
    expect(await answer.json()).toMatchObject({
      country: "GB",
      films: [
        {
          title: "Heat",
          letterboxdUri: "https://boxd.it/2bbs",
          addedOn: "2022-01-02",
          source: "export",
          tmdb: { type: "movie", id: 949 },
          offers: {
            stream: [
              { id: 8, name: "Netflix" },
              { id: 9, name: "Prime, Video" },
            ],
            free: [],
            rent: [{ id: 2 }],
          },
          checkedAt: "2026-11-01T00:00:00Z",
        },
      ],
    });
  });

  test("is whole with films that nobody looked up yet, and with none at all", async () => {
    expect(await (await ask("/export.json")).json()).toMatchObject({ films: [] });
    await store({ title: "A" }, { title: "B" });
    expect(await (await ask("/export.json")).json()).toMatchObject({
      films: [{ title: "A", tmdb: null, offers: null }, { title: "B" }],
    });
  });
});
