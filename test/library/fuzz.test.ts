// Answers of media servers with random changes: whatever comes is a page of films or a failure by name; it is never
// thrown, never more than was asked for, and its links lead to the owner's own server or to Plex's page.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createLibraries } from "../../src/library/index.ts";
import type { LibraryReading } from "../../src/library/library.ts";
import type { LibrarySettings } from "../../src/settings/libraries.ts";
import { anyText, expectAlways, FUZZ_TIMEOUT, oddJson, type Json } from "../fuzz.ts";

const ASKED = 4;

const JELLYFIN: LibrarySettings = {
  kind: "jellyfin",
  url: "http://jellyfin:8096",
  publicUrl: "https://films.example.org",
  key: "a-key-of-jellyfin",
};
const PLEX: LibrarySettings = {
  kind: "plex",
  url: "http://plex:32400",
  publicUrl: "http://plex:32400",
  key: "a-token-of-plex",
};

const item = (id: string) => ({
  Name: `Film ${id}`,
  ServerId: "5e5e5e",
  Id: id,
  Type: "Movie",
  ProviderIds: { Tmdb: "603", Imdb: "tt1", TmdbCollection: "2344" },
});
const ofJellyfin = (films: number) => ({
  Items: Array.from({ length: films }, (_, n) => item(`${n}`)),
  TotalRecordCount: 9,
  StartIndex: 0,
});

const IDENTITY = { MediaContainer: { size: 0, machineIdentifier: "ab12cd" } };
const SECTIONS = {
  MediaContainer: {
    size: 2,
    Directory: [
      { key: "1", type: "movie", agent: "tv.plex.agents.movie" },
      { key: "2", type: "movie", agent: "tv.plex.agents.movie" },
    ],
  },
};
const ofPlex = (films: number) => ({
  MediaContainer: {
    totalSize: 9,
    offset: 0,
    Metadata: Array.from({ length: films }, (_, n) => {
      const named = { ratingKey: `${n}`, guid: "com.plexapp.agents.themoviedb://604?lang=en" };
      return n % 2 === 0
        ? named
        : Object.assign(named, { Guid: [{ id: "imdb://tt1" }, { id: "tmdb://603" }] });
    }),
  },
});

/** In words, what no page may give, whatever was wrong in it. */
function faultsOf(reading: LibraryReading, linksBegin: string): string[] {
  if (!reading.ok) {
    return /^(?:off|refused|moved|nonsense)$/.test(reading.failure) ? [] : [reading.failure];
  }
  const { items, read, next } = reading.page;
  const faults = items.flatMap(({ tmdbId, link }) => {
    const isSound = Number.isInteger(tmdbId) && tmdbId > 0 && tmdbId < 1e9;
    const isOurs = link.startsWith(linksBegin) && link.length < 2500 && URL.canParse(link);
    return isSound && isOurs && link.isWellFormed() ? [] : [`${tmdbId}: ${link}`];
  });
  if (items.length > read || read > ASKED) faults.push(`${items.length} of ${read} films`);
  if (next !== null && (next === "" || next.length > 12_000)) faults.push(`goes on with ${next}`);
  return faults;
}

/** How many films come: more than were asked for, too. */
const films = fc.oneof(fc.constant(ASKED), fc.nat(3 * ASKED));

const odd = (answer: Json) => fc.oneof(fc.constant(answer), oddJson(answer));
const body = (answers: fc.Arbitrary<Json>) =>
  fc.oneof(
    { weight: 9, arbitrary: answers.map((answer) => JSON.stringify(answer) ?? "") },
    { weight: 1, arbitrary: anyText },
  );
const from = fc.oneof(fc.constant(null), fc.nat(40_000).map(String));

function json(text: string): Response {
  return new Response(text, { headers: { "Content-Type": "application/json; charset=utf-8" } });
}

test(
  "Jellyfin’s films are films within their limits, or a failure by name",
  async () => {
    const answers = body(films.map(ofJellyfin).chain(odd));
    await expectAlways(fc.tuple(answers, from), async ([text, start]) => {
      const { readPage } = createLibraries(async () => json(text), [JELLYFIN]);
      const reading = await readPage("jellyfin", start, ASKED);
      expect(faultsOf(reading, "https://films.example.org/web/#/details?")).toEqual([]);
    });
  },
  FUZZ_TIMEOUT,
);

test(
  "Plex’s films are, too, from whichever section",
  async () => {
    const answers = fc.record({
      identity: body(odd(IDENTITY)),
      sections: body(odd(SECTIONS)),
      page: body(films.map(ofPlex).chain(odd)),
    });
    await expectAlways(
      answers,
      async (given) => {
        const { readPage } = createLibraries(
          async (address) => {
            const { pathname } = new URL(address);
            if (pathname === "/identity") return json(given.identity);
            return json(pathname === "/library/sections" ? given.sections : given.page);
          },
          [PLEX],
        );
        let next: string | null = null;
        // The same answer again and again: who reads it has a most.
        for (let asked = 0; asked < 5; asked++) {
          const reading = await readPage("plex", next, ASKED);
          expect(faultsOf(reading, "https://app.plex.tv/desktop/#!/server/")).toEqual([]);
          next = reading.ok ? reading.page.next : null;
          if (next === null) break;
        }
      },
      120,
    );
  },
  FUZZ_TIMEOUT,
);

test("a film whose key is half a character is left out, and the others are read", async () => {
  const Guid = [{ id: "tmdb://603" }];
  const Metadata = [
    { ratingKey: "\ud83c", Guid },
    { ratingKey: "2", Guid },
  ];
  const { readPage } = createLibraries(
    async () => json(JSON.stringify({ MediaContainer: { Metadata } })),
    [PLEX],
  );
  const reading = await readPage("plex", "ab12cd/1/0", 250);
  expect(reading.ok && reading.page).toMatchObject({ items: [{ tmdbId: 603 }], read: 2 });
});

test("a server that gives more films than it was asked for is not understood", async () => {
  const many = ofJellyfin(251);
  const { readPage } = createLibraries(async () => json(JSON.stringify(many)), [JELLYFIN]);
  expect(await readPage("jellyfin", null, 250)).toEqual({ ok: false, failure: "nonsense" });
});
