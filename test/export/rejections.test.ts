import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { BOTH, csvFile, films, HEADER, rejection, RULES, TWO, zipFile } from "./files.ts";

describe("what is no watchlist is rejected with its reason", () => {
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
    [
      "a ZIP by its name only",
      { name: "export.ZIP", bytes: strToU8("not a zip") },
      "broken-zip",
      422,
    ],
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
    expect(rejection(file)).toMatchObject({ kind, status });
  });
});

describe("a file is rejected", () => {
  test("as a ZIP bomb before all of it is unpacked, whatever size it states", () => {
    const bomb = zipFile({ "watchlist.csv": new Uint8Array(60_000_000) });
    expect(rejection(bomb)).toMatchObject({ kind: "unpacks-too-large", status: 413 });
    // The size unpacked, as the ZIP states it: in the local header at 22, four bytes.
    bomb.bytes.set([100, 0, 0, 0], 22);
    expect(rejection(bomb)).toMatchObject({ kind: "unpacks-too-large", status: 413 });
  });

  test("as a ZIP of more files than an export has, before all of them are looked for", () => {
    const names = Array.from({ length: 2500 }, (_, i) => [`${i}.txt`, strToU8("a")]);
    const watchlist = ["watchlist.csv", strToU8(`${HEADER}\n2020-01-01,A,1999,x\n`)];
    const many = zipFile(Object.fromEntries([...names, watchlist]));
    expect(rejection(many)).toMatchObject({ kind: "broken-zip" });
  });

  test("as a ZIP that was cut short, or is damaged", () => {
    const noise = Array.from({ length: 4000 }, (_, i) => `2020-01-01,${(i * 7919) % 9973},1999,`);
    const zip = zipFile({ "watchlist.csv": strToU8(`${HEADER}\n${noise.join("\n")}`) });
    const cut = { ...zip, bytes: zip.bytes.slice(0, zip.bytes.length / 2) };
    expect(rejection(cut)).toMatchObject({ kind: "broken-zip" });
    const other = zipFile({
      "diary.csv": strToU8(noise.join("\n")),
      "watchlist.csv": strToU8(TWO),
    });
    expect(rejection({ ...other, bytes: other.bytes.slice(0, 900) })).toMatchObject({
      kind: "broken-zip",
    });
    zip.bytes.fill(0xff, 60, 2000);
    expect(rejection(zip)).toMatchObject({ kind: "broken-zip" });
  });

  test("with more films than are taken here", () => {
    expect(rejection(csvFile(TWO), { ...RULES, maxFilms: 1 })).toMatchObject({
      kind: "too-many-films",
      message: "The watchlist has 2 films, and at most 1 are taken here.",
    });
  });

  test.each(["watched.csv", "watched (1).csv", "films.csv", "likes-films.csv"])(
    "as %s until the owner says that it is the watchlist",
    (name) => {
      expect(rejection(csvFile(TWO, name))).toMatchObject({ kind: "looks-watched", status: 409 });
      expect(films(csvFile(TWO, name), { ...RULES, confirmed: true }).films).toEqual(BOTH);
    },
  );

  test.each([
    "watchlist.csv",
    "watchlist-someone-2026-11-01.csv",
    "my-unwatched-watchlist.csv",
    "blob",
  ])("but not as %s", (name) => {
    expect(rejection(csvFile(TWO, name))).toBeNull();
  });
});
