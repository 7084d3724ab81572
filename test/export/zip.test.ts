import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { ExportFile } from "../../src/export/index.ts";
import { countPauses, HEADER, imported, rejection, TWO, zipFile } from "./files.ts";

const ROWS = Array.from(
  { length: 4000 },
  (_, i) => `2020-01-01,Film ${(i * 7919) % 9973},1999,https://boxd.it/${i}\n`,
).join("");
const WATCHLIST = strToU8(`${HEADER}\n${ROWS}`);

/** Where the fields of a ZIP with one entry stand, in its first record and in its directory's. */
const LOCAL = { bytes: 30, method: 8, checksum: 14, unpackedBytes: 22 };
const ENTRY = {
  flags: 8,
  method: 10,
  checksum: 16,
  packedBytes: 20,
  unpackedBytes: 24,
  header: 42,
};

function edit(file: ExportFile, change: (view: DataView, entryAt: number) => void): ExportFile {
  const bytes = file.bytes.slice();
  const view = new DataView(bytes.buffer);
  change(view, view.getUint32(bytes.length - 22 + 16, true));
  return { ...file, bytes };
}

describe("a ZIP is rejected as damaged", () => {
  const zip = zipFile({ "watchlist.csv": WATCHLIST });
  const stored = zipFile({ "watchlist.csv": [WATCHLIST, { level: 0 }] });

  test.each([
    ["when it was cut in half", { ...zip, bytes: zip.bytes.slice(0, zip.bytes.length / 2) }],
    ["when its last byte is missing", { ...zip, bytes: zip.bytes.slice(0, -1) }],
    ["when it is its first four bytes", { ...zip, bytes: zip.bytes.slice(0, 4) }],
    [
      "when another checksum is stated",
      edit(zip, (view, at) => view.setUint32(at + ENTRY.checksum, 1, true)),
    ],
    [
      "when one letter of what is stored in it has changed",
      edit(stored, (view) => view.setUint8(2000, view.getUint8(2000) ^ 1)),
    ],
    [
      "when a bit of what is packed in it has changed",
      edit(zip, (view) => view.setUint8(5000, view.getUint8(5000) ^ 1)),
    ],
    [
      "when it states a smaller size",
      edit(zip, (view, at) => view.setUint32(at + ENTRY.unpackedBytes, 100, true)),
    ],
    [
      "when it states a packed size past its end",
      edit(zip, (view, at) => view.setUint32(at + ENTRY.packedBytes, 0xfffffff0, true)),
    ],
    [
      "when its entry would begin past its end",
      edit(zip, (view, at) => view.setUint32(at + ENTRY.header, 0xfffffff0, true)),
    ],
    [
      "when its directory would begin past its end",
      edit(zip, (view) => view.setUint32(view.byteLength - 22 + 16, 0xfffffff0, true)),
    ],
    [
      "when it states more entries than there are",
      edit(zip, (view) => view.setUint16(view.byteLength - 22 + 10, 2, true)),
    ],
  ])("%s", async (_, file) => {
    expect(await rejection(file)).toMatchObject({ kind: "broken-zip", status: 422 });
  });
});

describe("a ZIP that cannot be unpacked here says what to do", () => {
  test("when it has a password", async () => {
    const file = edit(zipFile({ "watchlist.csv": WATCHLIST }), (view, at) => {
      view.setUint16(at + ENTRY.flags, 1, true);
    });
    expect((await rejection(file))?.message).toContain("protected by a password");
  });

  test("when it is packed in another way", async () => {
    const file = edit(zipFile({ "watchlist.csv": WATCHLIST }), (view, at) => {
      view.setUint16(at + ENTRY.method, 93, true);
    });
    expect((await rejection(file))?.message).toContain("send the watchlist.csv in it");
  });
});

describe("a ZIP is unpacked no further than a watchlist goes", () => {
  const bomb = zipFile({ "watchlist.csv": new Uint8Array(30_000_000) });

  test("when it says how much is in it", async () => {
    expect(await rejection(bomb)).toMatchObject({ kind: "unpacks-too-large", status: 413 });
  });

  test("when it lies, and is left at the first step that yields more than it says", async () => {
    const liar = edit(bomb, (view, at) => {
      view.setUint32(LOCAL.unpackedBytes, 100_000, true);
      view.setUint32(at + ENTRY.unpackedBytes, 100_000, true);
    });
    const { pause, count } = countPauses();
    expect(await rejection(liar, { pause })).toMatchObject({ kind: "broken-zip" });
    expect(liar.bytes.length).toBeGreaterThan(29_000);
    expect(count()).toBeLessThanOrEqual(3);
  });

  test("and what else is in it is not unpacked", async () => {
    const zip = zipFile({
      "reviews.csv": new Uint8Array(30_000_000),
      "watchlist.csv": strToU8(TWO),
    });
    expect((await imported(zip)).films).toHaveLength(2);
  });

  test("nor searched for a watchlist among thousands of files", async () => {
    const names = Array.from({ length: 2500 }, (_, i) => [`${i}.txt`, strToU8("a")]);
    const many = zipFile(Object.fromEntries([...names, ["watchlist.csv", strToU8(TWO)]]));
    expect(await rejection(many)).toMatchObject({ kind: "broken-zip" });
  });
});

test("a comment at the end of a ZIP does no harm", async () => {
  const bytes = zipSync({ "watchlist.csv": [strToU8(TWO), { comment: "by hand" }] });
  const comment = strToU8("From Letterboxd, unpacked and packed again.");
  const commented = new Uint8Array(bytes.length + comment.length);
  commented.set(bytes);
  commented.set(comment, bytes.length);
  new DataView(commented.buffer).setUint16(bytes.length - 2, comment.length, true);
  expect((await imported({ name: "a.zip", bytes: commented })).films).toHaveLength(2);
});
