// Media servers of the demo's household: a Jellyfin that has every third film, and a Plex that takes no key.

import { serve, type ServerType } from "@hono/node-server";
import { serveJellyfin, servePlex } from "../library/servers.ts";
import type { StandInFilm } from "../stand-ins/film.ts";

const KEY = "a-key-of-the-demo";

export async function serveMediaServers(films: readonly StandInFilm[]) {
  const numbered = films.flatMap(({ slug, tmdb }) =>
    tmdb?.key.type === "movie" ? [{ id: slug, tmdb: `${tmdb.key.id}` }] : [],
  );
  const jellyfin = await listen(
    serveJellyfin(
      numbered.filter((_, i) => i % 3 === 0),
      KEY,
    ),
  );
  const plex = await listen(servePlex(numbered, "another-key"));
  return {
    settings: {
      JELLYFIN_URL: `${jellyfin.origin}/media`,
      JELLYFIN_API_KEY: KEY,
      PLEX_URL: plex.origin,
      PLEX_TOKEN: KEY,
    },
    close() {
      jellyfin.server.close();
      plex.server.close();
    },
  };
}

function listen(answer: typeof globalThis.fetch) {
  return new Promise<{ origin: string; server: ServerType }>((resolve) => {
    const fetch = ({ url, headers }: Request) => answer(url, { headers: [...headers] });
    const options = { fetch, hostname: "127.0.0.1", port: 0, overrideGlobalObjects: false };
    const server = serve(options, ({ port }) => {
      resolve({ origin: `http://127.0.0.1:${port}`, server });
    });
  });
}
