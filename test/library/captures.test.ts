// Reads the recorded answers of a Plex, where somebody has them: no part of this project, for they carry a person's list
// and names. Without ../shared/pages nothing is read here. Of Jellyfin there is no recorded answer that holds real
// values: its stand-in (servers.ts) is shaped after the fields that its own source and its description of the API name.

import { describe, expect, it } from "vitest";
import { createLibraries } from "../../src/library/index.ts";

const FILES: Record<string, string> = import.meta.glob("../../../shared/pages/libraries/*", {
  query: "?raw",
  import: "default",
  eager: true,
});
const capture = (name: string) => FILES[`../../../shared/pages/libraries/${name}`] ?? "";

const PLEX = {
  kind: "plex",
  url: "http://plex:32400",
  publicUrl: "http://plex:32400",
  key: "a-token-of-plex",
} as const;

function readPage(answer: Response, from: string | null) {
  return createLibraries(async () => answer.clone(), [PLEX]).readPage("plex", from, 250);
}

describe.skipIf(Object.keys(FILES).length === 0)("A recorded answer of Plex", () => {
  it("begins with a mark, counts itself wrong, and has films of every kind: one has TMDB’s number", async () => {
    // It is of a watchlist, whose films have the shape of a section's, but no number of the server's.
    const text = capture("radarr-test-plex_watchlist.json");
    const numbered = text.replaceAll(/"type": "movie"/g, '"ratingKey": "7", "type": "movie"');
    const answer = new Response(numbered, { headers: { "Content-Type": "application/json" } });
    const reading = await readPage(answer, "ab12cd/1/0");
    expect(reading).toMatchObject({
      ok: true,
      page: { items: [{ tmdbId: 274_854 }], read: 4, next: null },
    });
  });

  it.each(["plex-ha-sections.xml", "plex-ha-section-size0.xml"])(
    "as XML is none: %s",
    async (name) => {
      const answer = new Response(capture(name), { headers: { "Content-Type": "text/xml" } });
      expect(await readPage(answer, null)).toEqual({ ok: false, failure: "nonsense" });
    },
  );
});
