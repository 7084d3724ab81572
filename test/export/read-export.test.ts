import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { BOTH, csvFile, HEADER, imported, TWENTY, TWO, zipFile } from "./files.ts";

describe("a watchlist comes in whole", () => {
  const [crlf, lf] = [TWO, TWO.replaceAll("\r\n", "\n")];
  const [header, first, second] = lf.split("\n");
  test.each([
    ["with CRLF", crlf],
    ["with LF", lf],
    ["with CR", lf.replaceAll("\n", "\r")],
    ["with CRLF after the header and LF after the rows", `${header}\r\n${first}\n${second}\n`],
    ["with LF after the header and CRLF after the rows", `${header}\n${first}\r\n${second}\r\n`],
    ["with CRLF after one row only", `${header}\n${first}\r\n${second}\n`],
    ["with a byte order mark", `\uFEFF${TWO}`],
    ["without a line break at the end", TWO.trim()],
    ["with empty lines between", TWO.replaceAll("\r\n", "\r\n\r\n")],
    ["with empty lines before", `\n \n${TWO}`],
    ["with an empty row at the end", `${lf},,,\n,,,\n`],
    ["with quotation marks round every field", quoteAll(lf, ",")],
    ["with spaces round the quoted fields", quoteAll(lf, " , ")],
    ["parted by semicolons", lf.replaceAll(/,(?! )/g, ";")],
    ["parted by semicolons, and quoted", quoteAll(lf, ";")],
    ["parted by tabs", lf.replaceAll(/,(?! )/g, "\t")],
    ["parted by tabs, and quoted", quoteAll(lf, "\t")],
    ["with Excel's own line in front", `sep=;\r\n${quoteAll(lf, ";")}`],
    ["with Excel's own line in front, quoted", `"sep=,"\r\n${lf}`],
    ["with empty further columns", lf.replaceAll("\n", ",,\n")],
    ["with a further column in the header only", lf.replace("\n", ",Tagline\n")],
    ["with a further column of words", lf.replaceAll("\n", ",Tagline\n")],
    ["with its columns in another order", reordered(lf)],
    ["with its header in capitals", lf.replace(HEADER, HEADER.toUpperCase())],
  ])("%s", async (_, text) => {
    const { films, rowErrors, rows, unreadable } = await imported(csvFile(text));
    expect(films).toEqual(BOTH);
    expect(rowErrors).toEqual([]);
    expect({ rows, unreadable }).toEqual({ rows: 2, unreadable: 0 });
  });

  test("with rows that are shorter than the header", async () => {
    const { films, rowErrors } = await imported(
      csvFile(`${HEADER}\n2020-01-02,The Bell Jar,2020\n2020-01-03,Ray Gunn\n`),
    );
    expect(films).toMatchObject([
      { title: "The Bell Jar", year: 2020, lid: null },
      { title: "Ray Gunn", year: null, lid: null },
    ]);
    expect(rowErrors).toEqual([]);
  });

  test("with a line break inside a title, and the lines after it still counted right", async () => {
    const text = `${HEADER}\n2022-10-16,"One\r\nTwo",2008,\n2022-10-17,Three,soon,\n${TWENTY}`;
    const { films, rowErrors } = await imported(csvFile(text));
    expect(films[0]).toMatchObject({ title: "One Two", year: 2008 });
    expect(rowErrors).toEqual([{ line: 4, message: '"soon" is not a year.', imported: false }]);
  });

  test.each([
    ["https://boxd.it/23zw", { lid: "23zw", slug: null }],
    ["https://letterboxd.com/film/equilibrium/", { lid: null, slug: "equilibrium" }],
    ["http://www.letterboxd.com/film/8-1-2", { lid: null, slug: "8-1-2" }],
    ["https://letterboxd.com/film/film:454016/", { lid: null, slug: null }],
    ["", { lid: null, slug: null }],
  ])("with the address %j", async (uri, codes) => {
    const { films } = await imported(csvFile(`${HEADER}\n2020-01-02,The Bell Jar,2020,${uri}`));
    expect(films[0]).toMatchObject(codes);
  });

  test.each([
    "11:14",
    "8½",
    "WALL·E",
    "...And Out Comes the Wolf",
    "The 'Burbs",
    "-30-",
    'The 12" Single',
    "Film\u00a0Noir",
  ])("with the title %s as it is", async (title) => {
    const { films } = await imported(csvFile(`${HEADER}\n2020-01-02,${title},2003,`));
    expect(films[0]?.title).toBe(title);
  });

  test.each([
    "2001.0",
    "2001.00",
    '"2001,0"',
    '"2,001"',
    "2.001",
    "2 001",
    "2.001E+03",
    "2.001e3",
    '"=""2001"""',
    "'2001",
    " 2001 ",
  ])("with the year written as %s", async (year) => {
    const { films, rowErrors } = await imported(
      csvFile(`${HEADER}\n2020-01-02,A Space Odyssey,${year},`),
    );
    expect(films[0]?.year).toBe(2001);
    expect(rowErrors).toEqual([]);
  });

  test.each(["95", "20011", "1905-06-23", "2001-2002", "1799", "2200", "2001.5"])(
    "but %s is no year",
    async (year) => {
      const { films, rowErrors } = await imported(
        csvFile(`${HEADER}\n2020-01-02,A Space Odyssey,${year},https://boxd.it/2bHE`),
      );
      expect(films[0]).toMatchObject({ lid: "2bHE", year: null });
      expect(rowErrors).toMatchObject([
        { message: `"${year}" is not a year. Imported as A Space Odyssey.`, imported: true },
      ]);
    },
  );
});

function quoteAll(text: string, separator: string): string {
  return text
    .trim()
    .split("\n")
    .map((row) => Array.from(row.matchAll(/"([^"]*)"|[^,]+|(?<=,)(?=,)/g)))
    .map((fields) => fields.map(([plain, quoted]) => `"${quoted ?? plain}"`).join(separator))
    .join("\n");
}

function reordered(text: string): string {
  return text.replaceAll(/^([^,]*),(".*"|[^,]*),([^,]*),(.*)$/gm, "$4,$3,$2,$1");
}

describe("from a ZIP", () => {
  test("comes the watchlist, and the other files are left alone", async () => {
    const zip = zipFile({
      "profile.csv": strToU8("Date Joined,Username\n"),
      "watched.csv": strToU8(`${HEADER}\n2020-01-01,Seen,1990,https://boxd.it/aaaa\n`),
      "deleted/watchlist.csv": strToU8(`${HEADER}\n2020-01-01,Deleted,1990,https://boxd.it/bbbb\n`),
      "lists/watchlist.csv": strToU8("Letterboxd list export v7\n"),
      "watchlist.csv": strToU8(TWO),
    });
    expect((await imported(zip)).films).toEqual(BOTH);
  });

  test("comes the watchlist when it was unpacked and packed again, stored or compressed", async () => {
    const zip = zipFile({
      "__MACOSX/._watchlist.csv": strToU8("no"),
      "letterboxd-someone/watchlist.csv": [strToU8(TWO), { level: 0 }],
    });
    expect((await imported(zip)).films).toEqual(BOTH);
  });

  test.each([
    [["watchlist.csv", "watchlist (1).csv"]],
    [["watchlist (1).csv", "watchlist.csv"]],
    [["watchlist-old.csv", "letterboxd-someone/Watchlist.csv"]],
    [["backup/2020/watchlist.csv", "backup/watchlist.csv"]],
    [["watchlist-someone-2026-11-01.csv"]],
  ])("of the files %j the one named exactly so is read", async (names) => {
    const right = names.findLast((name) => /(^|\/)watchlist\.csv$/i.test(name)) ?? names[0];
    const one = `${HEADER}\n2020-01-01,An Old Copy,1990,https://boxd.it/oooo\n`;
    const zip = zipFile(
      Object.fromEntries(names.map((name) => [name, strToU8(name === right ? TWO : one)])),
    );
    expect((await imported(zip)).films).toEqual(BOTH);
  });

  test("comes a file that was stored and is longer than a block", async () => {
    const rows = Array.from(
      { length: 4000 },
      (_, i) => `2020-01-01,Film ${i},1999,https://boxd.it/${i}\n`,
    );
    const zip = zipFile({
      "watchlist.csv": [strToU8(`${HEADER}\n${rows.join("")}`), { level: 0 }],
    });
    expect((await imported(zip)).films).toHaveLength(4000);
  });
});

describe("what a row says is imported, and what could not be read is told by its line", () => {
  test.each([
    [
      "16/10/2022,Heat,1995,",
      { title: "Heat", year: 1995, addedOn: null },
      '"16/10/2022" is not a date like 2024-12-31. Imported as Heat (1995).',
    ],
    [
      "2020-01-01,Heat,95,https://boxd.it/2bbs",
      { title: "Heat", year: null, lid: "2bbs" },
      '"95" is not a year. Imported as Heat.',
    ],
    [
      "2020-01-01,Heat,1995,https://example.org/heat",
      { title: "Heat", year: 1995, lid: null, slug: null },
      '"https://example.org/heat" is not the address of a film. Imported as Heat (1995).',
    ],
    [
      "2020-01-01,Heat, the film,1995,",
      { title: "Heat, the film", year: 1995 },
      "The title has a comma and no quotation marks around it. Imported as Heat, the film (1995).",
    ],
    [
      "2020-01-01,Heat, 1995,1995,https://boxd.it/2bbs",
      { title: "Heat, 1995", year: 1995, lid: "2bbs" },
      "The title has a comma and no quotation marks around it. Imported as Heat, 1995 (1995).",
    ],
    [
      '2020-01-01,"He"at,1995,',
      { title: "Heat", year: 1995 },
      "The quotation marks in this row don’t match up. Imported as Heat (1995).",
    ],
    [
      '2020-01-01,"Heat, the film,1995,https://boxd.it/2bbs',
      { title: "Heat, the film", year: 1995, lid: "2bbs" },
      "The quotation marks in this row don’t match up. Imported as Heat, the film (1995).",
    ],
  ])("%s", async (row, film, message) => {
    const { films, rowErrors, unreadable } = await imported(
      csvFile(`${HEADER}\n${row}\n${TWENTY}`),
    );
    expect(films).toHaveLength(21);
    expect(films[0]).toMatchObject(film);
    expect(rowErrors).toEqual([{ line: 2, message, imported: true }]);
    expect(unreadable).toBe(0);
  });

  test("words in a field past the header's do no harm", async () => {
    const row = "2020-01-01,Heat,1995,https://boxd.it/2bbs,seen?";
    const { films, rowErrors } = await imported(csvFile(`${HEADER}\n${row}\n`));
    expect(films).toMatchObject([{ title: "Heat", lid: "2bbs" }]);
    expect(rowErrors).toEqual([]);
  });

  test("a film that is listed twice is imported once, in its first place", async () => {
    const { films, rowErrors, unreadable } = await imported(
      csvFile(`${TWO}2026-01-01,Ghosts,2008,https://boxd.it/23zw\n`),
    );
    expect(films).toEqual(BOTH);
    expect(rowErrors).toEqual([
      { line: 4, message: "Ghosts is already on line 2. Imported once.", imported: true },
    ]);
    expect(unreadable).toBe(0);
  });
});

describe("a row that cannot be imported still says which film must not leave the list", () => {
  test.each([
    [
      "2020-01-01,,1999,https://boxd.it/2bbs",
      "The row has no title.",
      { lid: "2bbs", slug: null, title: null, year: 1999 },
    ],
    ["2020-01-01,,1999,", "The row has no title.", null],
    [
      `2020-01-01,${"Long ".repeat(70)},1999,https://letterboxd.com/film/long/`,
      "The title is longer than 300 characters.",
      { lid: null, slug: "long", title: null, year: 1999 },
    ],
    [
      "2020-01-01,Heat,95,",
      '"95" is not a year.',
      { lid: null, slug: null, title: "Heat", year: null },
    ],
    [
      "2020-01-01,Heat,,https://example.org/heat",
      '"https://example.org/heat" is not the address of a film.',
      { lid: null, slug: null, title: "Heat", year: null },
    ],
    [
      "2020-01-01,Heat, the film,soon,https://boxd.it/2bbs,now",
      "The row has 6 fields, where 4 are expected.",
      { lid: "2bbs", slug: null, title: "Heat", year: null },
    ],
    [
      '2020-01-01,"Heat',
      "The quotation marks in this row don’t match up.",
      { lid: null, slug: null, title: "Heat", year: null },
    ],
    [
      `2020-01-01,Heat,1995,https://boxd.it/2bbs,${"x".repeat(6000)}`,
      "The row is far too long.",
      { lid: "2bbs", slug: null, title: null, year: null },
    ],
  ])("%s", async (row, message, mention) => {
    const { films, rowErrors, mentioned, rows, unreadable } = await imported(
      csvFile(`${HEADER}\n${row}\n${TWENTY}`),
    );
    expect(films).toHaveLength(20);
    expect(rowErrors).toEqual([{ line: 2, message, imported: false }]);
    expect(mentioned).toEqual(mention === null ? [] : [mention]);
    expect({ rows, unreadable }).toEqual({ rows: 21, unreadable: 1 });
  });
});

describe("a loose quotation mark takes no other film with it", () => {
  const good = (n: number) => `2020-01-02,Good ${n},2000,https://boxd.it/n${n}`;
  test.each([
    ["when it never closes", ['2020-01-02,"Bad,2000,https://boxd.it/bad'], ["Bad"]],
    [
      "when it is closed in the next row",
      ['2020-01-02,"Bad,2000,', '2020-01-02,Worse",1999,'],
      ["Bad", 'Worse"'],
    ],
    [
      "when it stands before a quoted title",
      ['2020-01-02,"Bad,2000,', '2020-01-02,"B, too",2001,'],
      ["Bad", "B, too"],
    ],
    ["when it stands beside a right one", ['2020-01-02,"""Bad,2000,'], ['"Bad']],
    [
      "in rows that begin with no date",
      [',"Bad,2000,https://boxd.it/bad', ',Worse",2000,https://boxd.it/worse'],
      ["Bad", 'Worse"'],
    ],
  ])("%s", async (_, rows, titles) => {
    const text = [HEADER, good(1), ...rows, good(2), good(3), TWENTY].join("\n");
    const { films } = await imported(csvFile(text));
    expect(films.slice(0, titles.length + 3).map(({ title }) => title)).toEqual([
      "Good 1",
      ...titles,
      "Good 2",
      "Good 3",
    ]);
    expect(films).toHaveLength(23 + titles.length);
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
  ] as const)("%s", async ([name, count], { skip }) => {
    const text = FILES[`../../../shared/pages/csv/${name}`];
    skip(text === undefined, "This machine does not have it.");
    const { films, rowErrors } = await imported(csvFile(text ?? "", name));
    expect(films).toHaveLength(count);
    expect(rowErrors).toEqual([]);
    const zip = zipFile({ "watchlist.csv": strToU8(text ?? "") });
    expect((await imported(zip)).films).toEqual(films);
  });
});
