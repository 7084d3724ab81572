// Where a film stands on the household's own media servers: the server's name, with a link to the item. It is no data of
// TMDB's, so it stands apart from the offers.

import { html } from "hono/html";
import type { OwnItem } from "../../src/list/shown-film.ts";

const NAMES: Readonly<Record<string, string>> = { jellyfin: "Jellyfin", plex: "Plex" };

export function serverName(server: string): string {
  return NAMES[server] ?? server;
}

export function ownLinks(own: readonly OwnItem[]) {
  return own.map(
    ({ server, link }) =>
      html`<a class="own ${server}" href="${link}"
        ><span class="sr">On </span>${serverName(server)}</a
      > `,
  );
}
