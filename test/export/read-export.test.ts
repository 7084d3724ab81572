import { strToU8, zipSync, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import { readExport, type ExportFile } from "../../src/export/index.ts";

const RULES = { maxFilms: 5000, confirmed: false };
const HEADER = "Date,Name,Year,Letterboxd URI";

function csvFile(text: string, name = "watchlist.csv"): ExportFile {
  return { name, bytes: strToU8(text) };
}

function zipFile(entries: Zippable): ExportFile {
  const name = "letterboxd-someone-2026-11-01-10-00-utc.zip";
  return { name, bytes: zipSync(entries) };
}

function films(file: ExportFile, rules = RULES) {
  const reading = readExport(file, rules);
  if (!reading.ok) throw new Error(reading.refusal.message);
  return reading.export;
}

function refusal(file: ExportFile, rules = RULES) {
  const reading = readExport(file, rules);
  return reading.ok ? null : reading.refusal;
}

const TWO = `${HEADER}\r\n2022-10-16,"Ghosts, Saws",2008,https://boxd.it/23zw\r\n2025-02-08,Heat 2,,https://boxd.it/DErS\r\n`;
const BOTH = [
  { slug: null, lid: "23zw", title: "Ghosts, Saws", year: 2008, addedOn: "2022-10-16" },
  { slug: null, lid: "DErS", title: "Heat 2", year: null, addedOn: "2025-02-08" },
];

describe("a watchlist comes in whole", () => {
  test.each([
    ["with CRLF", TWO],
    ["with LF", TWO.replaceAll("\r\n", "\n")],
    ["with a byte order mark", `\uFEFF${TWO}`],
    ["without a line break at the end", TWO.trim()],
    ["with empty lines between", TWO.replaceAll("\r\n", "\r\n\r\n")],
    [
      "saved again by a spreadsheet, with semicolons",
      `Date;Name;Year;Letterboxd URI\n2022-10-16;Ghosts, Saws;2008;https://boxd.it/23zw\n2025-02-08;Heat 2;;https://boxd.it/DErS`,
    ],
  ])("%s", (_, text) => {
    expect(films(csvFile(text))).toEqual({ films: BOTH, rowErrors: [] });
  });

  test("from the export's ZIP, whose other files are left alone", () => {
    const zip = zipFile({
      "profile.csv": strToU8("Date Joined,Username\n"),
      "watched.csv": strToU8(`${HEADER}\n2020-01-01,Seen,1990,https://boxd.it/aaaa\n`),
      "deleted/watchlist.csv": strToU8(`${HEADER}\n2020-01-01,Deleted,1990,https://boxd.it/bbbb\n`),
      "lists/watchlist.csv": strToU8("Letterboxd list export v7\n"),
      "watchlist.csv": strToU8(TWO),
    });
    expect(films(zip).films).toEqual(BOTH);
  });

  test("from a ZIP that was unpacked and packed again, stored or compressed", () => {
    const packed = zipFile({
      "__MACOSX/._watchlist.csv": strToU8("no"),
      "letterboxd-someone/watchlist.csv": [strToU8(TWO), { level: 0 }],
    });
    expect(films(packed).films).toEqual(BOTH);
  });

  test("with a line break inside a title, and the lines after it still counted right", () => {
    const { films: read, rowErrors } = films(
      csvFile(`${HEADER}\n2022-10-16,"One\r\nTwo",2008,\n2022-10-17,Three,soon,\n`),
    );
    expect(read.map(({ title }) => title)).toEqual(["One\r\nTwo"]);
    expect(rowErrors).toEqual([{ line: 4, message: '"soon" is not a year.', taken: false }]);
  });

  test.each([
    ["https://boxd.it/23zw", { lid: "23zw", slug: null }],
    ["https://letterboxd.com/film/equilibrium/", { lid: null, slug: "equilibrium" }],
    ["http://www.letterboxd.com/film/8-1-2", { lid: null, slug: "8-1-2" }],
    ["https://letterboxd.com/film/film:454016/", { lid: null, slug: null }],
    ["", { lid: null, slug: null }],
  ])("with the address %j", (uri, codes) => {
    const [film] = films(csvFile(`${HEADER}\n2020-01-02,The Bell Jar,2020,${uri}`)).films;
    expect(film).toMatchObject(codes);
  });

  test.each(["11:14", "8½", "WALL·E", "...And Out Comes the Wolf", "The 'Burbs", "-30-"])(
    "with the title %s as it is",
    (title) => {
      const [film] = films(csvFile(`${HEADER}\n2020-01-02,${title},2003,`)).films;
      expect(film?.title).toBe(title);
    },
  );
});

describe("rows that cannot be read are named by their line, and the good ones come in", () => {
  test.each([
    ["2020-01-01,,1999,", "The row has no title."],
    [`2020-01-01,${"Long ".repeat(70)},1999,`, "The title is longer than 300 characters."],
    ["2020-01-01,Heat,95,", '"95" is not a year.'],
    ["2020-01-01,Heat, the film,1995,", "The row has 5 fields, where 4 are expected."],
    [
      "2020-01-01,Heat,1995,https://example.org/heat",
      '"https://example.org/heat" is not the address of a film at Letterboxd.',
    ],
    ['2020-01-01,"He"at,1995,', "The quotation marks of this row do not add up."],
  ])("%s", (row, message) => {
    const good = "2020-01-02,Good,2000,https://boxd.it/gggg";
    const { films: read, rowErrors } = films(csvFile(`${HEADER}\n${row}\n${good}`));
    expect(read.map(({ title }) => title)).toEqual(["Good"]);
    expect(rowErrors).toEqual([{ line: 2, message, taken: false }]);
  });

  test("a quotation mark that never closes loses its own row only", () => {
    const { films: read, rowErrors } = films(
      csvFile(
        `${HEADER}\n2020-01-02,Good,2000,\n2020-01-02,"Bad,2000,\n2020-01-02,"B, too",2001,\n`,
      ),
    );
    expect(read.map(({ title }) => title)).toEqual(["Good", "B, too"]);
    expect(rowErrors).toMatchObject([{ line: 3, taken: false }]);
  });

  test("a date of another kind is left out, and its film is not", () => {
    const { films: read, rowErrors } = films(csvFile(`${HEADER}\n16/10/2022,Heat,1995,`));
    expect(read).toMatchObject([{ title: "Heat", addedOn: null }]);
    expect(rowErrors).toMatchObject([{ line: 2, taken: true }]);
  });

  test("a film that is listed twice is taken once, in its first place", () => {
    const { films: read, rowErrors } = films(
      csvFile(`${TWO}2026-01-01,Ghosts,2008,https://boxd.it/23zw\n`),
    );
    expect(read).toEqual(BOTH);
    expect(rowErrors).toMatchObject([{ line: 4, taken: true }]);
  });
});

describe("what is no watchlist is refused with its reason", () => {
  const row = "2020-01-01,Heat,1995,https://boxd.it/2bbs";
  test.each([
    ["an empty file", csvFile(""), "empty", 422],
    ["white space", csvFile(" \r\n \r\n"), "empty", 422],
    ["zeros", { name: "watchlist.csv", bytes: new Uint8Array(9_000_000) }, "not-text", 415],
    [
      "more than ten megabytes",
      { name: "a.zip", bytes: new Uint8Array(10_000_001) },
      "too-large",
      413,
    ],
    [
      "a picture",
      { name: "a.png", bytes: new Uint8Array([0x89, 80, 78, 71, 13, 10, 26, 10]) },
      "not-text",
      415,
    ],
    ["ratings", csvFile(`${HEADER},Rating\n${row},4\n`), "other-csv", 422],
    ["a diary", csvFile(`${HEADER},Rating,Rewatch,Tags,Watched Date\n`), "other-csv", 422],
    [
      "a custom list",
      csvFile("Letterboxd list export v7\nDate,Name,Tags,URL,Description\n"),
      "other-csv",
      422,
    ],
    ["a CSV of something else", csvFile("id,price\n1,2\n"), "other-csv", 422],
    ["a watchlist without a film", csvFile(`${HEADER}\n`), "no-films", 422],
    ["a watchlist without a good row", csvFile(`${HEADER}\n1,2,3\n`), "no-films", 422],
    ["a ZIP of something else", zipFile({ "a.txt": strToU8("a") }), "no-watchlist", 422],
    [
      "a ZIP with nothing in it",
      { name: "a.zip", bytes: strToU8("PK\u0005\u0006") },
      "broken-zip",
      422,
    ],
    ["a ZIP of zeros", zipFile({ "watchlist.csv": new Uint8Array(9_000_000) }), "not-text", 415],
  ])("%s", (_, file, kind, status) => {
    expect(refusal(file)).toMatchObject({ kind, status });
  });
});

describe("a file is refused", () => {
  test("as a ZIP bomb before all of it is unpacked, whatever size it states", () => {
    const bomb = zipFile({ "watchlist.csv": new Uint8Array(60_000_000) });
    expect(refusal(bomb)).toMatchObject({ kind: "unpacks-too-large", status: 413 });
    // The size unpacked, as the ZIP states it: in the local header at 22, four bytes.
    bomb.bytes.set([100, 0, 0, 0], 22);
    expect(refusal(bomb)).toMatchObject({ kind: "unpacks-too-large", status: 413 });
  });

  test("as a ZIP that was cut short, or is damaged", () => {
    const noise = Array.from({ length: 4000 }, (_, i) => `2020-01-01,${(i * 7919) % 9973},1999,`);
    const zip = zipFile({ "watchlist.csv": strToU8(`${HEADER}\n${noise.join("\n")}`) });
    const cut = { ...zip, bytes: zip.bytes.slice(0, zip.bytes.length / 2) };
    expect(refusal(cut)).toMatchObject({ kind: "broken-zip" });
    const other = zipFile({
      "diary.csv": strToU8(noise.join("\n")),
      "watchlist.csv": strToU8(TWO),
    });
    expect(refusal({ ...other, bytes: other.bytes.slice(0, 900) })).toMatchObject({
      kind: "broken-zip",
    });
    zip.bytes.fill(0xff, 60, 2000);
    expect(refusal(zip)).toMatchObject({ kind: "broken-zip" });
  });

  test("with more films than are taken here", () => {
    expect(refusal(csvFile(TWO), { ...RULES, maxFilms: 1 })).toMatchObject({
      kind: "too-many-films",
      message: "The watchlist has 2 films, and at most 1 are taken here.",
    });
  });

  test.each(["watched.csv", "watched (1).csv", "films.csv", "likes-films.csv"])(
    "as %s until the owner says that it is the watchlist",
    (name) => {
      expect(refusal(csvFile(TWO, name))).toMatchObject({ kind: "looks-watched", status: 409 });
      expect(films(csvFile(TWO, name), { ...RULES, confirmed: true }).films).toEqual(BOTH);
    },
  );

  test.each([
    "watchlist.csv",
    "watchlist-someone-2026-11-01.csv",
    "my-unwatched-watchlist.csv",
    "blob",
  ])("but not as %s", (name) => {
    expect(refusal(csvFile(TWO, name))).toBeNull();
  });
});

describe("a member's real export comes in whole", () => {
  const FILES: Record<string, string> = import.meta.glob("../../../shared/pages/csv/*.csv", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  test.for([
    ["csv-alexwoof-watchlist.csv", 209],
    ["csv-basithladoo-watchlist-page-export.csv", 69],
    ["csv-harryburgess-watchlist.csv", 975],
    ["csv-naveenpiedy-watchlist.csv", 31],
  ] as const)("%s", ([name, count], { skip }) => {
    const text = FILES[`../../../shared/pages/csv/${name}`];
    skip(text === undefined, "This machine does not have it.");
    const { films: read, rowErrors } = films(csvFile(text ?? "", name));
    expect(read).toHaveLength(count);
    expect(rowErrors).toEqual([]);
    expect(films(zipFile({ "watchlist.csv": strToU8(text ?? "") })).films).toEqual(read);
  });
});
