// The kinds of media servers that the app can read, and those that are configured.

import { jellyfin } from "./jellyfin.ts";
import type { Library, LibraryLogin, LibraryReading } from "./library.ts";
import { plex } from "./plex.ts";
import type { Fetch } from "../ports.ts";

const KINDS: Readonly<Record<string, Library>> = { jellyfin, plex };

export interface Libraries {
  /** The next page of films of a configured server: see `Library`. */
  readPage: (kind: string, from: string | null, most: number) => Promise<LibraryReading>;
}

export function createLibraries(
  fetch: Fetch,
  logins: readonly (LibraryLogin & { kind: string })[],
): Libraries {
  return {
    async readPage(kind, from, most) {
      const login = logins.find((one) => one.kind === kind);
      const library = KINDS[kind];
      if (login === undefined || library === undefined) return { ok: false, failure: "off" };
      const reading = await library.readPage({ fetch, login }, from, most);
      // All of it goes into one statement of D1's.
      const isTooMuch = reading.ok && reading.page.read > most;
      return isTooMuch ? { ok: false, failure: "nonsense" } : reading;
    },
  };
}
