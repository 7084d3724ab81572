// What an export holds beside the watchlist: films seen, and lists.

import { strToU8, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import {
  readExport,
  type ExportFile,
  type ExportReading,
  type ExportRules,
  type Part,
} from "../../src/export/index.ts";
import { countPauses, csvFile, HEADER, RULES, TWENTY, TWO, zipFile } from "./files.ts";

function read(file: ExportFile, take: Part[], rules: Partial<ExportRules> = {}) {
  return readExport(file, { ...RULES, ...rules, take: new Set(take) });
}

function filesOf(reading: ExportReading) {
  if (!reading.ok) throw new Error(reading.rejection.message);
  return reading.files;
}

function whyNot(reading: ExportReading) {
  if (reading.ok) throw new Error("It was taken.");
  return reading.rejection;
}

const ROWS = "1,First,1999,https://boxd.it/aaaa,\n2,Second,2001,https://boxd.it/bbbb,\n";

function listCsv({ name = "Rainy Sundays", description = "", rows = ROWS, ending = "\n" } = {}) {
  const text = `Letterboxd list export v7
Date,Name,Tags,URL,Description
2026-02-03,${name},"cosy, rain",https://boxd.it/aBc12,${description}

Position,Name,Year,URL,Description
${rows}`;
  return text.replaceAll("\n", ending);
}

/** The one list of a file, from its top down. */
async function listOf(text: string, name = "rainy-sundays.csv") {
  const { lists } = filesOf(await read(csvFile(text, name), ["lists"]));
  const [list] = lists;
  if (list === undefined || lists.length > 1) throw new Error(`${lists.length} lists`);
  return {
    name: list.name,
    titles: list.films.map(({ title }) => title).toReversed(),
    unreadable: list.unreadable,
    films: list.films,
  };
}

const BOTH_TITLES = ["First", "Second"];

describe("a list's own export is read", () => {
  test.each(["\n", "\r\n", "\r"])("whatever ends its lines: %j", async (ending) => {
    expect(await listOf(listCsv({ ending }))).toMatchObject({
      name: "Rainy Sundays",
      titles: BOTH_TITLES,
      unreadable: 0,
    });
  });

  test("with the films' short links and years, from the bottom up, without dates", async () => {
    const { films } = await listOf(listCsv());
    expect(films).toEqual([
      { slug: null, lid: "bbbb", title: "Second", year: 2001, addedOn: null },
      { slug: null, lid: "aaaa", title: "First", year: 1999, addedOn: null },
    ]);
  });

  test.each([
    ["several lines and blank ones", '"One.\n\nTwo, with a ""quote"".\n\n"'],
    ["rows that look like films", '"1,Wrong,1999,https://boxd.it/wwww,\n2,Wrong,1999,,"'],
    ["a quotation mark that never closes", '"One.\nTwo'],
    ["a hundred lines", `"${"More.\n".repeat(100)}"`],
    ["a header of its own", '"Date,Name,Year\n"'],
  ])("past a description of %s", async (_, description) => {
    expect(await listOf(listCsv({ description }))).toMatchObject({
      name: "Rainy Sundays",
      titles: BOTH_TITLES,
    });
  });

  test("with notes of several lines, links and blank lines", async () => {
    const note = '"See <a href=""https://letterboxd.com/film/other/"">this</a>\n\n2, and more\n"';
    const rows = `1,First,1999,https://boxd.it/aaaa,${note}\n2,"Second, the Film",2001,https://boxd.it/bbbb,\n`;
    expect(await listOf(listCsv({ rows }))).toMatchObject({
      titles: ["First", "Second, the Film"],
      unreadable: 0,
    });
  });

  test("by its columns' names, as a spreadsheet saved it", async () => {
    const text = `Letterboxd list export v9;;;;
Date;Name;Tags;URL;Description
2026-02-03;Rainy;;https://boxd.it/aBc12;
;;;;
Position;Name;Note;URL;Year
1;First;;https://boxd.it/aaaa;1999
2;Second;;https://boxd.it/bbbb;2001
`;
    expect(await listOf(text)).toMatchObject({ name: "Rainy", titles: BOTH_TITLES });
  });

  test("also where it has no film", async () => {
    expect(await listOf(listCsv({ rows: "" }))).toMatchObject({ titles: [], unreadable: 0 });
  });

  test("and is called like its file where it has no name", async () => {
    expect((await listOf(listCsv({ name: "  " }))).name).toBe("rainy-sundays");
  });

  test("but not one that ends before its films", async () => {
    const head = csvFile("Letterboxd list export v7\nDate,Name,Tags,URL,Description\n", "a.csv");
    expect(whyNot(await read(head, ["lists"]))).toMatchObject({ kind: "other-csv" });
  });

  test("but not one of more than 2,000 films", async () => {
    const rowsOf = (count: number) =>
      Array.from({ length: count }, (_, i) => `${i + 1},F ${i},1999,https://boxd.it/${i},\n`).join(
        "",
      );
    expect((await listOf(listCsv({ rows: rowsOf(2000) }))).titles).toHaveLength(2000);
    const many = csvFile(listCsv({ rows: rowsOf(2001) }), "a.csv");
    expect(whyNot(await read(many, ["lists"]))).toMatchObject({
      kind: "too-many-films",
      message: "Rainy Sundays has 2001 films, and at most 2000 can be imported here.",
    });
  });

  test("and not as the watchlist, where lists are not asked for", async () => {
    const it = whyNot(await read(csvFile(listCsv(), "rainy.csv"), ["watchlist", "seen"]));
    expect(it.kind).toBe("other-csv");
    expect(it.message).toContain("take=lists");
  });
});

const SEEN = `${HEADER}\n2026-01-05,Seen,1999,https://boxd.it/ssss\n`;
const ENTRIES: Zippable = {
  "watchlist.csv": strToU8(TWO),
  "watched.csv": strToU8(SEEN),
  "likes/films.csv": strToU8(SEEN),
  "likes/lists.csv": strToU8("Date,Content\n"),
  "lists/rainy.csv": strToU8(listCsv()),
  "lists/watchlist.csv": strToU8(listCsv({ name: "Watchlist" })),
  "deleted/watched.csv": strToU8(SEEN),
  "deleted/lists/gone.csv": strToU8(listCsv({ name: "Gone" })),
  "orphaned/lists/lost.csv": strToU8(listCsv({ name: "Lost" })),
};

describe("of a ZIP", () => {
  const zip = zipFile(ENTRIES);

  test("only the watchlist is read where nothing else is asked for, and the rest is counted", async () => {
    const { watchlist, seen, lists, notTaken } = filesOf(await read(zip, ["watchlist"]));
    expect(watchlist?.films).toHaveLength(2);
    expect([seen, lists]).toEqual([null, []]);
    expect(notTaken).toEqual({ watchlist: 0, seen: 1, lists: 2 });
  });

  test("films seen and lists are read, but none that was deleted or lost", async () => {
    const files = filesOf(await read(zip, ["seen", "lists"]));
    expect(files.watchlist).toBeNull();
    expect(files.seen?.films).toMatchObject([{ title: "Seen", addedOn: "2026-01-05" }]);
    expect(files.lists.map(({ name }) => name)).toEqual(["Rainy Sundays", "Watchlist"]);
    expect(files.notTaken).toEqual({ watchlist: 1, seen: 0, lists: 0 });
    expect(files.refused).toEqual([]);
  });

  test("also where it was unpacked and packed again, in a folder", async () => {
    const inFolder = Object.fromEntries(
      Object.entries(ENTRIES).map(([name, bytes]) => [`export/${name}`, bytes]),
    );
    const files = filesOf(await read(zipFile(inFolder), ["watchlist", "seen", "lists"]));
    expect(files.watchlist?.films).toHaveLength(2);
    expect(files.seen?.films).toHaveLength(1);
    expect(files.lists).toHaveLength(2);
  });

  test("a list that cannot be read is named, and the others are taken", async () => {
    const files = filesOf(
      await read(
        zipFile({ "lists/bad.csv": new Uint8Array(434), "lists/rainy.csv": strToU8(listCsv()) }),
        ["watchlist", "lists"],
      ),
    );
    expect(files.lists.map(({ name }) => name)).toEqual(["Rainy Sundays"]);
    expect(files.refused.map(({ name }) => name)).toEqual(["watchlist.csv", "bad.csv"]);
    expect(files.refused[1]?.why).toContain("zero bytes");
  });

  test("a list of which much cannot be read is named, too, unless the owner wants the rest", async () => {
    const half = zipFile({
      "lists/half.csv": strToU8(listCsv({ rows: `${ROWS}3,,1999,,\n4,,1999,,\n` })),
      "watchlist.csv": strToU8(TWO),
    });
    const files = filesOf(await read(half, ["watchlist", "lists"]));
    expect(files.lists).toEqual([]);
    expect(files.refused).toMatchObject([{ name: "half.csv" }]);
    const anyway = filesOf(await read(half, ["watchlist", "lists"], { anyway: true }));
    expect(anyway.lists).toMatchObject([{ unreadable: 2 }]);
  });

  test("a watchlist that cannot be read rejects all of it", async () => {
    const bad = zipFile({ ...ENTRIES, "watchlist.csv": strToU8("a,b\n") });
    expect(whyNot(await read(bad, ["watchlist", "lists"]))).toMatchObject({ kind: "other-csv" });
    expect(filesOf(await read(bad, ["lists"])).lists).toHaveLength(2);
  });

  test("nothing is taken where nothing of what was asked for is in it", async () => {
    const only = zipFile({ "watchlist.csv": strToU8(TWO) });
    expect(whyNot(await read(only, ["seen"]))).toMatchObject({
      kind: "nothing-taken",
      status: 422,
    });
    expect(whyNot(await read(only, ["lists"]))).toMatchObject({ kind: "nothing-taken" });
  });

  test("all that is read has four megabytes together", async () => {
    const large = strToU8(`${listCsv()}${"x".repeat(1_500_000)}`);
    const lists = Object.fromEntries(["a", "b", "c"].map((n) => [`lists/${n}.csv`, large]));
    const files = filesOf(await read(zipFile(lists), ["lists"], { anyway: true }));
    expect(files.lists).toHaveLength(2);
    expect(files.refused).toMatchObject([{ name: "c.csv" }]);
    expect(files.refused[0]?.why).toContain("at most 4 MB");
  });

  test("all that is read has 60,000 lines together", async () => {
    const long = strToU8(`${listCsv()}${"\n".repeat(19_000)}`);
    const lists = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`lists/${i}.csv`, long]),
    );
    const { pause, count } = countPauses();
    const files = filesOf(await read(zipFile(lists), ["lists"], { maxFilms: 20_000, pause }));
    expect(files.lists).toHaveLength(3);
    expect(files.refused).toHaveLength(17);
    expect(count()).toBeLessThan(20 * 6);
  });

  test("a hundred lists are looked into", async () => {
    const lists = Object.fromEntries(
      Array.from({ length: 101 }, (_, i) => [`lists/${i}.csv`, strToU8(listCsv({ name: `${i}` }))]),
    );
    const files = filesOf(await read(zipFile(lists), ["lists"]));
    expect(files.lists).toHaveLength(100);
    expect(files.refused).toMatchObject([
      { why: "The ZIP has 101 lists, and the first 100 were read." },
    ]);
  });
});

describe("films seen, as a file of their own", () => {
  test("are told by the file's name", async () => {
    const all: Part[] = ["watchlist", "seen", "lists"];
    expect(filesOf(await read(csvFile(SEEN, "watched (1).csv"), all)).seen?.films).toHaveLength(1);
    const files = filesOf(await read(csvFile(SEEN, "watchlist.csv"), all));
    expect([files.seen, files.watchlist?.films.length]).toEqual([null, 1]);
  });

  test("are the watchlist where the owner says so", async () => {
    const files = filesOf(
      await read(csvFile(SEEN, "watched.csv"), ["watchlist", "seen"], { confirmed: true }),
    );
    expect([files.seen, files.watchlist?.films.length]).toEqual([null, 1]);
  });

  test.each(["watchlist.csv", "films.csv", "x.csv"])("are not taken from %s", async (name) => {
    expect(whyNot(await read(csvFile(SEEN, name), ["seen"]))).toMatchObject({
      kind: "nothing-taken",
    });
  });

  test("are 20,000 at most, whatever a watchlist may have", async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `2020-01-02,F ${i},,https://boxd.it/${i}\n`,
    );
    const file = csvFile(`${HEADER}\n${rows.join("")}`, "watched.csv");
    expect(filesOf(await read(file, ["seen"])).seen?.films).toHaveLength(20_000);
    const more = csvFile(`${HEADER}\n${rows.join("")}${TWENTY}`, "watched.csv");
    expect(whyNot(await read(more, ["seen"]))).toMatchObject({ kind: "too-many-films" });
  });
});

describe("a member's real files come in whole", () => {
  const FILES: Record<string, string> = import.meta.glob("../../../shared/pages/csv/*.csv", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const textOf = (name: string) => FILES[`../../../shared/pages/csv/${name}`];

  test.for([
    ["agnarholst-lists-cradle-to-crypt.csv", 8, "Mishima: A Life in Four Chapters"],
    ["agnarholst-lists-lilys-watchlist.csv", 0, undefined],
    ["agnarholst-lists-oddvar-moah.csv", 9, "Something"],
    ["agos-lists-2026-ranked.csv", 14, "Voicemails for Isabelle"],
    ["agos-lists-5-star-tv-shows.csv", 21, "Normal People"],
    ["agos-lists-black-mirror-ranked.csv", 30, "Black Mirror: San Junipero"],
    ["hy0pr0b-lists-olmeden-izle.csv", 7, "Inception"],
  ] as const)("%s", async ([name, count, first], { skip }) => {
    const text = textOf(name);
    skip(text === undefined, "This machine does not have it.");
    const { titles, unreadable } = await listOf(text ?? "", name);
    expect([titles.length, unreadable]).toEqual([count, 0]);
    expect(titles[0]).toBe(first);
  });

  test("agnarholst-watched.csv", async ({ skip }) => {
    const text = textOf("agnarholst-watched.csv");
    skip(text === undefined, "This machine does not have it.");
    const { seen } = filesOf(await read(csvFile(text ?? "", "watched.csv"), ["seen"]));
    expect([seen?.films.length, seen?.unreadable]).toEqual([833, 0]);
  });
});
