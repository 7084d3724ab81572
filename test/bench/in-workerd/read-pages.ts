// The Worker of the bench: keeps the page that it is sent, and reads it as it is told by the address.

import { createLetterboxd } from "../../../src/letterboxd/index.ts";
import type { Result } from "../../../src/failure.ts";

let page = new Uint8Array();
const letterboxd = createLetterboxd({
  fetch: async () => new Response(page),
  origin: "https://letterboxd.com",
  userAgent: "watchwhere/bench",
});

const readings: Record<string, () => Promise<Result<unknown>>> = {
  "/nothing": async () => ({ ok: true, value: null }),
  "/watchlist": async () => await letterboxd.readWatchlistPage("ada", 1),
  "/film": async () => await letterboxd.readFilmPage("a-film"),
  "/slowly": async () =>
    await letterboxd.readUnrecognisedPage({ html: new TextDecoder().decode(page) }),
};

export default {
  async fetch(request) {
    if (request.method === "PUT") page = new Uint8Array(await request.arrayBuffer());
    const reading = await readings[new URL(request.url).pathname]?.();
    return new Response(reading?.ok ? "read" : `not read: ${reading?.failure.detail}`);
  },
} satisfies ExportedHandler;
