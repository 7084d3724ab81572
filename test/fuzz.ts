// Random inputs, the same at every run, so that what fails here fails everywhere. For more of them, and others:
// VITE_FUZZ_RUNS=20000 VITE_FUZZ_SEED=$RANDOM npm exec -- vitest run --project workerd test/tmdb/fuzz
// fast-check prints the seed, the path and the smallest input of what fails.

import * as fc from "fast-check";

const { VITE_FUZZ_RUNS: runs, VITE_FUZZ_SEED: seed } = import.meta.env;

/** As many runs as are asked for, `numRuns` otherwise; always of the same seed unless one is given. */
export function fuzzing(numRuns: number): { seed: number; numRuns: number } {
  return { seed: Number(seed ?? 20_261_126), numRuns: Number(runs ?? numRuns) };
}

/** For a test that fuzzes: in milliseconds. */
export const FUZZ_TIMEOUT = runs === undefined ? 120_000 : 3_600_000;

/** Holds for each of the random inputs, `numRuns` of them unless more are asked for. */
export async function expectAlways<T>(
  inputs: fc.Arbitrary<T>,
  holds: (input: T) => void | Promise<void>,
  numRuns = 300,
): Promise<void> {
  // Nothing here takes so long, and workerd lets a long run have 10,000 timers in all, which end by their time only.
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = () => new AbortController().signal;
  try {
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        await holds(input);
      }),
      fuzzing(numRuns),
    );
  } finally {
    AbortSignal.timeout = timeout;
  }
}

/** Texts as nobody would write them: halves of characters, control characters, and very long ones. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\0", "\ud83c", "__proto__", "constructor") },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }), fc.nat(5000))
      .map(([text, times]) => text.repeat(times)),
  },
);

/** In words, what is wrong with a text that was read: too long, of half characters, or with control characters. */
export function faultsOfText(name: string, text: string, longest: number): string[] {
  const faults: string[] = [];
  if (text.length > longest) faults.push(`${name} has ${text.length} characters`);
  if (!text.isWellFormed()) faults.push(`${name} has half a character`);
  if (/(?![\t\n\r])\p{Cc}/u.test(text)) faults.push(`${name} has a control character`);
  return faults;
}

export type Json = unknown;

export const anyValue: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  anyText,
  fc.double(),
  fc.integer(),
  fc.constantFrom<Json>(
    null,
    [],
    {},
    0,
    -1,
    1e300,
    true,
    [[]],
    { results: [] },
    "2005",
    "1999-13-45",
  ),
);

type Path = (string | number)[];

/** Every place in it, the whole included. */
function placesOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key])),
  ];
}

/** A copy with `change` in place of what stood there; without it where that is undefined. */
export function changedAt(value: Json, [key, ...rest]: Path, change: Json): Json {
  if (key === undefined) return change;
  if (Array.isArray(value)) {
    return value.flatMap((inner, i) => {
      const after = String(i) === String(key) ? changedAt(inner, rest, change) : inner;
      return after === undefined ? [] : [after];
    });
  }
  const copy: Record<string, Json> = { ...(value as Record<string, Json>) };
  copy[key] = changedAt(copy[key], rest, change);
  if (copy[key] === undefined) delete copy[key];
  return copy;
}

/** The value after one to four changes, each at a place that is there. */
export function oddJson(answer: Json): fc.Arbitrary<Json> {
  const change = fc.tuple(fc.nat(), fc.option(anyValue, { nil: undefined }));
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce<Json>((before, [at, value]) => {
      const places = placesOf(before).slice(1);
      const place = places[at % Math.max(places.length, 1)];
      return place === undefined ? before : changedAt(before, place, value);
    }, answer),
  );
}

/** What pages are made of, and what breaks them. */
const MARKUP = [
  "<",
  ">",
  '"',
  "'",
  "&",
  "&#",
  "&#x110000;",
  "=",
  "/>",
  "</div>",
  "</ul>",
  "<!--",
  "-->",
  "<script>",
  "</script>",
  "<title>",
  "<svg>",
  "<![CDATA[",
  "<a>",
  "<table><td>",
  "<p><p>",
  '<a href="/film/odd/">',
  "data-item-slug",
  ' class="griditem"',
  "js-watchlist-content",
  "js-list-entries",
];

/** The page after one to eight changes: a piece of it away, doubled or elsewhere, or something put between. */
export function oddPage(page: string): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(page.length),
    length: fc.oneof(fc.nat(20), fc.nat(page.length)),
    how: fc.constantFrom("away", "doubled", "elsewhere", "between"),
    to: fc.nat(page.length),
    text: fc.oneof(anyText, fc.constantFrom(...MARKUP)),
  });
  return fc.array(change, { minLength: 1, maxLength: 8 }).map((changes) => {
    let html = page;
    for (const { at, length, how, to, text } of changes) {
      const piece = html.slice(at, at + length);
      if (how === "doubled") html = html.slice(0, at) + piece + html.slice(at);
      if (how === "between") html = html.slice(0, at) + text + html.slice(at);
      if (how === "away" || how === "elsewhere") html = html.slice(0, at) + html.slice(at + length);
      if (how === "elsewhere") html = html.slice(0, to) + piece + html.slice(to);
    }
    return html;
  });
}
