import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import {
  BOTH,
  csvFile,
  HEADER,
  imported,
  readWatchlist,
  rejection,
  RULES,
  TWENTY,
  TWO,
  zipFile,
} from "./files.ts";

describe("what is no watchlist is rejected with its reason", () => {
  const row = "2020-01-01,Heat,1995,https://boxd.it/2bbs";
  test.each([
    ["an empty file", csvFile(""), "empty", 422],
    ["white space", csvFile(" \r\n \r\n"), "empty", 422],
    ["Excel's own line and nothing else", csvFile("sep=;\r\n"), "empty", 422],
    ["zeros", { name: "watchlist.csv", bytes: new Uint8Array(9_000_000) }, "not-text", 415],
    ["a zero at the end", csvFile(`${TWO}${"x".repeat(100_000)}\0`), "not-text", 415],
    [
      "more than ten megabytes",
      { name: "a.zip", bytes: new Uint8Array(10_000_001) },
      "too-large",
      413,
    ],
    ["more text than any watchlist has", csvFile("x".repeat(5_000_001)), "too-large", 413],
    [
      "a picture",
      { name: "a.png", bytes: new Uint8Array([0x89, 80, 78, 71, 13, 10, 26, 10]) },
      "not-text",
      415,
    ],
    ["ratings", csvFile(`${HEADER},Rating\n${row},4\n`), "other-csv", 422],
    [
      "ratings from a spreadsheet",
      csvFile(`${HEADER};Rating`.replaceAll(",", ";")),
      "other-csv",
      422,
    ],
    ["a diary", csvFile(`${HEADER},Rating,Rewatch,Tags,Watched Date\n`), "other-csv", 422],
    [
      "a custom list",
      csvFile("Letterboxd list export v7\nDate,Name,Tags,URL,Description\n"),
      "other-csv",
      422,
    ],
    ["a CSV of something else", csvFile("id,price\n1,2\n"), "other-csv", 422],
    [
      "a header without an address",
      csvFile("Date,Name,Year\n2020-01-01,Heat,1995\n"),
      "other-csv",
      422,
    ],
    ["a first line without an end", csvFile(`${HEADER}${",".repeat(3000)}\n`), "other-csv", 422],
    ["a ZIP by its name only", { name: "a.ZIP", bytes: strToU8("not a zip") }, "broken-zip", 422],
    ["a watchlist without a film", csvFile(`${HEADER}\n`), "no-films", 422],
    ["a watchlist without a good row", csvFile(`${HEADER}\n1,2,3\n`), "no-films", 422],
    ["a ZIP of something else", zipFile({ "a.txt": strToU8("a") }), "no-watchlist", 422],
    ["a ZIP with nothing in it", zipFile({}), "broken-zip", 422],
    ["a ZIP of zeros", zipFile({ "watchlist.csv": new Uint8Array(4_000_000) }), "not-text", 415],
  ])("%s", async (_, file, kind, status) => {
    expect(await rejection(file)).toMatchObject({ kind, status });
  });

  test.each([
    ["little", [0xff, 0xfe], (code: number) => [code, 0]],
    ["big", [0xfe, 0xff], (code: number) => [0, code]],
  ])("text in UTF-16, the %s end first, with how to save it", async (_, mark, write) => {
    const letters = Array.from(TWO, (letter) => write(letter.charCodeAt(0)));
    const bytes = new Uint8Array([...mark, ...letters.flat()]);
    const it = await rejection({ name: "watchlist.csv", bytes });
    expect(it?.kind).toBe("not-text");
    expect(it?.message).toContain("UTF-16");
    expect(it?.message).toContain("save it as “CSV UTF-8”");
  });
});

describe("a file of which more than a tenth cannot be read", () => {
  const bad = "2020-01-01,,1999,\n";
  const half = csvFile(`${HEADER}\n${TWENTY}${bad.repeat(20)}`);

  test("is rejected, with the counts and the lines", async () => {
    const reading = await readWatchlist(half, RULES);
    expect(reading).toMatchObject({
      ok: false,
      rejection: {
        kind: "too-many-unreadable",
        status: 409,
        counts: { rows: 40, unreadable: 20 },
        message: "20 of 40 rows couldn’t be read, so nothing was changed.",
      },
      rowErrorsNotShown: 0,
    });
    expect("rowErrors" in reading && reading.rowErrors?.[0]).toMatchObject({ line: 22 });
  });

  test("is imported when the owner wants what can be read", async () => {
    const { films, rows, unreadable } = await imported(half, { anyway: true });
    expect(films).toHaveLength(20);
    expect({ rows, unreadable }).toEqual({ rows: 40, unreadable: 20 });
  });

  test("is one with three bad rows of twenty-nine, and not one with two of twenty-two", async () => {
    const nine = TWENTY.split("\n").slice(0, 6).join("\n").replaceAll("boxd.it/g", "boxd.it/h");
    const three = csvFile(`${HEADER}\n${TWENTY}${nine}\n${bad.repeat(3)}`);
    expect(await rejection(three)).toMatchObject({ counts: { rows: 29, unreadable: 3 } });
    const two = await imported(csvFile(`${HEADER}\n${TWENTY}${bad.repeat(2)}`));
    expect({ rows: two.rows, unreadable: two.unreadable }).toEqual({ rows: 22, unreadable: 2 });
  });

  test("does not count films that came in without their date or year, or come twice", async () => {
    const doubled = csvFile(`${HEADER}\n${TWENTY}${TWENTY}5 May,Heat,95,https://boxd.it/2bbs\n`);
    expect(await imported(doubled)).toMatchObject({ rows: 41, unreadable: 0 });
  });
});

describe("a file is rejected", () => {
  test("with more films than may be imported here", async () => {
    expect(await rejection(csvFile(TWO), { maxFilms: 1 })).toMatchObject({
      kind: "too-many-films",
      message: "The watchlist has 2 films, and at most 1 can be imported here.",
    });
  });

  test.each(["watched.csv", "watched (1).csv", "films.csv", "likes-films.csv"])(
    "as %s until the owner says that it is the watchlist",
    async (name) => {
      const file = csvFile(TWO, name);
      expect(await rejection(file)).toMatchObject({ kind: "looks-watched", status: 409 });
      expect((await imported(file, { confirmed: true })).films).toEqual(BOTH);
    },
  );

  test.each([
    "watchlist.csv",
    "watchlist-someone-2026-11-01.csv",
    "my-unwatched-watchlist.csv",
    "unwatched.csv",
    "Un-Watched films.csv",
    "not_watched.csv",
    "to-be-watched.csv",
    "blob",
  ])("but not as %s", async (name) => {
    expect(await rejection(csvFile(TWO, name))).toBeNull();
  });
});
