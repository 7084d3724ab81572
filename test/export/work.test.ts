// What reading a file costs, counted in what is read between two pauses and in what is kept, because time differs
// from machine to machine: test/bench/uploads.ts measures that.

import { describe, expect, test } from "vitest";
import type { ExportFile } from "../../src/export/index.ts";
import { countPauses, csvFile, HEADER, readWatchlist, rejection, RULES, zipFile } from "./files.ts";

const MB = 1_000_000;

async function pausesOf(file: ExportFile, maxFilms = 20_000): Promise<number> {
  const { pause, count } = countPauses();
  await readWatchlist(file, { ...RULES, maxFilms, anyway: true, pause });
  return count();
}

function csvOf(row: (i: number) => string, rows: number): ExportFile {
  return csvFile(`${HEADER}\n${Array.from({ length: rows }, (_, i) => `${row(i)}\n`).join("")}`);
}

describe("a file of more lines than films may have is refused unread", () => {
  test.each([
    ["newlines", () => csvFile("\n".repeat(2 * MB))],
    ["newlines in a ZIP", () => zipFile({ "watchlist.csv": new Uint8Array(3.9 * MB).fill(10) })],
    ["carriage returns", () => csvFile("\r".repeat(2 * MB))],
    ["newlines after a broken quote", () => csvFile(`${HEADER}\n1,"B,\n${"\n".repeat(2 * MB)}`)],
    ["equal rows", () => csvOf(() => "2,A,,", 300_000)],
    ["broken rows", () => csvOf(() => '1,"B,,', 300_000)],
  ])("%s", async (_, file) => {
    const { pause, count } = countPauses();
    const it = await rejection(file(), { maxFilms: 20_000, pause });
    expect(it).toMatchObject({ kind: "too-many-lines", status: 413 });
    // Those of unpacking, at most.
    expect(count()).toBeLessThan(10);
  });

  test("but not one with a blank line after each film", async () => {
    const file = csvOf((i) => `2020-01-01,Film ${i},,\n`, 20_000);
    const { pause } = countPauses();
    expect(await readWatchlist(file, { ...RULES, maxFilms: 20_000, pause })).toMatchObject({
      ok: true,
    });
  });
});

describe("others are served while a long file is read", () => {
  test.each([
    ["good rows", (i: number) => `2020-01-01,"Film, ${i}",1999,https://boxd.it/${i}`, 20_000],
    ["broken rows", () => '2020-01-01,"Bad,1999,', 40_000],
    ["rows of commas", () => ",".repeat(4000), 950],
    ["rows of quotes", () => '"'.repeat(4001), 950],
    ["one row far too long", () => ",".repeat(3.9 * MB), 1],
    ["short rows", () => ",A", 40_000],
  ])("%s", async (_, row, rows) => {
    const file = csvOf(row, rows);
    const most = Math.ceil(file.bytes.length / 100_000 + (rows * 50) / 100_000);
    const pauses = await pausesOf(file);
    expect(pauses).toBeLessThanOrEqual(most);
    // A row is read in one go.
    expect(pauses).toBeGreaterThanOrEqual(Math.min(rows, Math.floor(most * 0.8)));
  });

  test("in a ZIP", async () => {
    const bytes = csvOf((i) => `2020-01-01,Film ${i},1999,https://boxd.it/${i}`, 20_000).bytes;
    const stored = await pausesOf(zipFile({ "watchlist.csv": [bytes, { level: 0 }] }));
    expect(stored).toBeGreaterThan((await pausesOf(csvFile("x"))) + bytes.length / 65_535);
  });

  test("and a short one is read without a pause", async () => {
    expect(await pausesOf(csvOf((i) => `2020-01-01,Film ${i},1999,`, 1000))).toBe(0);
  });
});

describe("what is kept of a file is bounded", () => {
  test("a hundred of its row errors are in words, and the rest is counted", async () => {
    const reading = await readWatchlist(
      csvOf(() => '2020-01-01,"Bad', 30_000),
      {
        ...RULES,
        maxFilms: 20_000,
      },
    );
    expect(reading).toMatchObject({ ok: false, rejection: { kind: "no-films" } });
    if (reading.ok) return;
    expect(reading.rowErrors).toHaveLength(100);
    expect(reading.rowErrorsNotShown).toBe(29_900);
  });

  test("a row error names no more than the beginning of what it could not read", async () => {
    const row = `2020-01-01,A,${"9".repeat(4000)},https://boxd.it/aaaa`;
    const reading = await readWatchlist(csvFile(`${HEADER}\n${row}\n`), RULES);
    if (!reading.ok) throw new Error(reading.rejection.message);
    expect(reading.export.rowErrors[0]?.message.length).toBeLessThan(200);
  });
});
