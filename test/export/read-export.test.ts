import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { BOTH, csvFile, films, HEADER, TWO, zipFile } from "./files.ts";

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
