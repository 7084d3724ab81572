import * as fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { ExportFile } from "../../src/export/index.ts";
import type { ExportedFilm } from "../../src/export/read-row.ts";
import { readUpload } from "../../src/web/read-upload.ts";
import { expectAlways, FUZZ_TIMEOUT, fuzzing } from "../fuzz.ts";
import { HEADER, readWatchlist, RULES } from "./files.ts";

const MAX_FILMS = 50;

/** Reads a file, and checks what holds whatever is in it. */
async function expectSoundReading(
  bytes: Uint8Array,
  name = "watchlist.csv",
): Promise<Awaited<ReturnType<typeof readWatchlist>>> {
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  const file: ExportFile = { name, bytes };
  const reading = await readWatchlist(file, { ...RULES, maxFilms: MAX_FILMS, anyway: true, pause });
  // One for each step of unpacking, and one for each portion of rows.
  expect(pauses).toBeLessThan(10 + bytes.length / 1000);
  expect(reading.ok ? [] : (reading.rowErrors ?? [])).toSatisfy((it) => it.length <= 100);
  expect(reading.ok ? 0 : reading.rejection.message.length).toBeLessThan(1000);
  if (!reading.ok) return reading;
  const { films, rows, unreadable, mentioned, rowErrors } = reading.export;
  expect(films.length).toBeLessThanOrEqual(Math.min(MAX_FILMS, rows - unreadable));
  expect(mentioned.length).toBeLessThanOrEqual(unreadable);
  expect(rowErrors.length).toBeLessThanOrEqual(100);
  for (const { title, year } of films) {
    expect(title.trim()).not.toBe("");
    expect(title.length).toBeLessThanOrEqual(300);
    expect(year).toSatisfy((it) => it === null || (Number.isInteger(it) && it >= 1800));
  }
  return reading;
}

/** What a CSV is made of, and what goes wrong in it. */
const crumb = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(",", ";", "\t", '"', '""', "\n", "\r\n", "\r", " ", "="),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "2024-05-01",
      "1/5/2024",
      "1999",
      "2001.0",
      "2,001",
      "https://boxd.it/2bbs",
      "https://letterboxd.com/film/heat/",
      "letterboxd.com/",
      "Heat",
      HEADER,
      "sep=;",
      "\uFEFF",
      "\0",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
);
const crumbs = fc.array(crumb, { maxLength: 200 }).map((parts) => parts.join(""));

const title = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  .map((text) => text.replaceAll(/[\n\r\0]/g, "").trim());

interface Layout {
  delimiter: string;
  ending: string;
  quotesAll: boolean;
}

const layout: fc.Arbitrary<Layout> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  ending: fc.constantFrom("\n", "\r\n", "\r"),
  quotesAll: fc.boolean(),
});

/** Films whose addresses and titles differ by so much that no damage to one row makes it another film's. */
const films: fc.Arbitrary<ExportedFilm[]> = fc
  .array(
    fc.record({
      title,
      year: fc.option(fc.integer({ min: 1890, max: 2030 })),
      hasAddress: fc.boolean(),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    { minLength: 2, maxLength: 20 },
  )
  .map((list) =>
    list.map(({ title: words, year, hasAddress, day }, i) => ({
      slug: null,
      lid: hasAddress ? `x${100 + i}y` : null,
      title: `${words} <${100 + i}>`.trim(),
      year,
      addedOn: `2024-05-${String(day).padStart(2, "0")}`,
    })),
  );

function rowOf({ addedOn, title: name, year, lid }: ExportedFilm, it: Layout): string {
  const fields = [addedOn, name, year, lid === null ? "" : `https://boxd.it/${lid}`];
  return fields.map((field) => quote(String(field ?? ""), it)).join(it.delimiter);
}

function quote(field: string, { delimiter, quotesAll }: Layout): string {
  const needsQuotes = quotesAll || field.includes(delimiter) || field.includes('"');
  return needsQuotes ? `"${field.replaceAll('"', '""')}"` : field;
}

function csvOf(rows: readonly string[], it: Layout): Uint8Array {
  const header = HEADER.split(",").map((name) => quote(name, it));
  return strToU8([header.join(it.delimiter), ...rows, ""].join(it.ending));
}

const bytes = fc.uint8Array({ maxLength: 3000 });

test("any bytes are read or rejected", { timeout: FUZZ_TIMEOUT }, async () => {
  const inputs = fc.record({ it: bytes, name: fc.constantFrom("a.csv", "a.zip", "watched.csv") });
  await expectAlways(
    inputs,
    async ({ it, name }) => {
      expect(await expectSoundReading(it, name)).toHaveProperty("ok");
    },
    500,
  );
});

test(
  "anything that looks a little like a CSV is read or rejected",
  { timeout: FUZZ_TIMEOUT },
  async () => {
    const inputs = fc.record({ hasHeader: fc.boolean(), text: crumbs });
    await expectAlways(
      inputs,
      async ({ hasHeader, text }) => {
        const file = strToU8(hasHeader ? `${HEADER}\n${text}` : text);
        expect(await expectSoundReading(file)).toHaveProperty("ok");
      },
      2000,
    );
  },
);

test(
  "a watchlist is read whole in every layout, also from a ZIP",
  { timeout: FUZZ_TIMEOUT },
  async () => {
    await fc.assert(
      fc.asyncProperty(films, layout, fc.boolean(), async (list, it, isZipped) => {
        const csv = csvOf(
          list.map((film) => rowOf(film, it)),
          it,
        );
        const reading = await expectSoundReading(
          isZipped ? zipSync({ "watchlist.csv": csv }) : csv,
        );
        expect(reading).toMatchObject({ ok: true, export: { films: list, unreadable: 0 } });
      }),
      fuzzing(500),
    );
  },
);

test(
  "whatever happens to one row, the films of the others are read",
  { timeout: FUZZ_TIMEOUT },
  async () => {
    const change = fc.record({
      row: fc.nat(),
      from: fc.nat(),
      removed: fc.nat({ max: 30 }),
      inserted: fc
        .array(crumb, { maxLength: 5 })
        .map((parts) => parts.join("").replaceAll("\0", "")),
    });
    await fc.assert(
      fc.asyncProperty(
        films,
        layout,
        change,
        async (list, it, { row, from, removed, inserted }) => {
          const hit = row % list.length;
          const rows = list.map((film) => rowOf(film, it));
          const before = rows[hit] ?? "";
          const at = from % (before.length + 1);
          rows[hit] = before.slice(0, at) + inserted + before.slice(at + removed);
          const reading = await expectSoundReading(csvOf(rows, it));
          if (!reading.ok) throw new Error(reading.rejection.message);
          const others = list.filter((_, i) => i !== hit);
          expect(reading.export.films).toEqual(
            expect.arrayContaining(others.map((film) => expect.objectContaining(film))),
          );
        },
      ),
      fuzzing(2000),
    );
  },
);

test("a damaged ZIP is rejected, or read as it was", { timeout: FUZZ_TIMEOUT }, async () => {
  const it: Layout = { delimiter: ",", ending: "\n", quotesAll: false };
  const damage = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(
      films,
      fc.constantFrom<0 | 6>(0, 6),
      fc.array(damage, { maxLength: 4 }),
      fc.option(fc.nat()),
      async (list, level, damages, cut) => {
        const csv = csvOf(
          list.map((film) => rowOf(film, it)),
          it,
        );
        const whole = zipSync({ "ratings.csv": strToU8("1"), "watchlist.csv": [csv, { level }] });
        for (const { at, value } of damages) whole[at % whole.length] = value;
        const zip = cut === null ? whole : whole.subarray(0, cut % (whole.length + 1));
        const reading = await expectSoundReading(zip, "a.zip");
        expect(reading.ok ? reading.export.films : list).toEqual(list);
      },
    ),
    fuzzing(1000),
  );
});

test("any body of a request is an upload or rejected", { timeout: FUZZ_TIMEOUT }, async () => {
  const line = fc.constantFrom(
    "--b",
    "--b--",
    "-",
    "b",
    'Content-Disposition: form-data; name="file"; filename="a.csv"',
    'Content-Disposition: form-data; name="anyway"',
    'Content-Disposition: form-data; name="file"',
    "Content-Type: text/csv",
    "",
    HEADER,
    "\0",
  );
  const lines = fc.tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom("\r\n", "\n"));
  const body = fc.oneof(
    bytes,
    lines.map(([parts, ending]) => strToU8(parts.join(ending))),
  );
  const type = fc.oneof(
    { weight: 5, arbitrary: fc.constant("multipart/form-data; boundary=b") },
    fc.constantFrom('multipart/form-data; boundary="b', "multipart/form-data", "text/plain"),
  );
  await fc.assert(
    fc.asyncProperty(body, type, async (it, contentType) => {
      const headers = { "Content-Type": contentType };
      const request = new Request("http://localhost/", { method: "POST", body: it, headers });
      const upload = await readUpload(request);
      expect(upload.ok ? upload.upload.file.name : "any").not.toBe("");
    }),
    fuzzing(1000),
  );
});
