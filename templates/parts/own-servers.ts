// The household's own media servers in words, and their marks: "On Jellyfin", with a link to the item. It is no data of
// TMDB's, so it stands apart from the offers. The marks are drawings of our own, to be told apart at a glance.

import { html, raw } from "hono/html";
import type { LibraryFailure } from "../../src/list/library-state.ts";
import type { Server } from "../../src/list/own-servers.ts";
import type { OwnItem } from "../../src/list/shown-film.ts";

const NAMES: Readonly<Record<string, string>> = {
  jellyfin: "Jellyfin",
  plex: "Plex",
} satisfies Record<Server, string>;

export function serverName(server: string): string {
  return NAMES[server] ?? server;
}

/** TMDB has a service that is called Plex, too: that one is "Plex". */
export function onServerWords(server: string): string {
  return `On ${serverName(server)}`;
}

/** A triangle within a triangle; an arrow. Decorative: the name is beside it. */
const DRAWINGS: Readonly<Record<string, string>> = {
  jellyfin:
    '<path class="line" d="M12 4.5 20 19H4Z"/><path class="dot" d="m12 12.5 2.4 3.9H9.6Z"/>',
  plex: '<path class="arrow" d="M7.5 4h5l5 8-5 8h-5l5-8Z"/>',
} satisfies Record<Server, string>;

export function serverMark(server: string) {
  return raw(`<svg viewBox="0 0 24 24" aria-hidden="true">${DRAWINGS[server] ?? ""}</svg>`);
}

/** A card's marks. Like its logos they are no stops for the Tab key: the film's own page has the same links. */
export function ownMarks(own: readonly OwnItem[]) {
  return own.map(({ server, link }) => {
    const mark = serverMark(server);
    // oxfmt-ignore
    return html`<a class="own ${server}" href="${link}" title="${onServerWords(server)}" tabindex="-1">${mark}</a> `;
  });
}

/** What went wrong with a server, and what to do about it. `who`: its name, or "It". */
export function libraryFailureWords(who: string, failure: LibraryFailure): string {
  return `${who} ${FAILURE_WORDS[failure]}`;
}

const FAILURE_WORDS: Record<LibraryFailure, string> = {
  off: "didn’t answer: it may be off, or its address can’t be reached from where this app runs.",
  refused: "rejected the key: make a new one there, and set it here.",
  moved: "redirected us: its address is probably missing a path, such as /jellyfin.",
  nonsense:
    "gave an answer that such a server shouldn’t, or no longer had any films: check that it’s all right.",
};
