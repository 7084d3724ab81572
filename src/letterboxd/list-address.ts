// The address of somebody's list, in every form in which people paste it → its path at Letterboxd. The path ends up
// in a request, so it is put together anew from parts that have only the characters of a name.

import { readUsername } from "../settings/username.ts";

export type ListAddress =
  | {
      ok: true;
      /** `/dave/list/slug/`, in lower case; with the key of an unlisted one `/dave/list/slug/share/Key/`. */
      path: string;
      /** Whose list it is, in lower case. `official`: Letterboxd's own. */
      owner: string;
      /** With it, and only with it, others see an unlisted list. Its case matters. null: the address has none. */
      key: string | null;
    }
  | {
      ok: false;
      /** In words, what to paste instead. */
      problem: string;
    };

/** The longest real slug of a list has 80 characters; keys have 16. */
const SLUG = /^[a-z0-9_-]{1,200}$/;
const KEY = /^[a-z0-9]{4,64}$/i;
const PATH = /^\/[a-z0-9_-]{1,60}\/list\/[a-z0-9_-]{1,200}\/(?:share\/[A-Za-z0-9]{4,64}\/)?$/;
const LONGEST_TEXT = 2000;

const EXAMPLE = "letterboxd.com/dave/list/name-of-the-list/";
const COPY = `Open the list in a browser, and copy its address from there: ${EXAMPLE}`;

export function readListAddress(text: string): ListAddress {
  const written = text.trim();
  if (written === "") return problem(`Paste the address of a list: ${EXAMPLE}`);
  if (written.length > LONGEST_TEXT) return problem(`This is too long to be an address. ${COPY}`);

  const [address = ""] = written.split(/[?#]/, 1);
  const path = pathOf(address);
  if (path === null) return problem(problemOfHost(address));
  const parts = path.split("/").filter((part) => part !== "");
  if (!parts.every((part) => /^[a-z0-9_-]+$/i.test(part))) {
    return problem(`This has characters in it that no list’s address has. ${COPY}`);
  }
  return readParts(parts);
}

/** Whether a path is one that `readListAddress` may give. */
export function isListPath(path: string): boolean {
  return PATH.test(path);
}

/** Whether a path leads to page `page` of any list. */
export function isListPagePath(path: string, page: number): boolean {
  const end = page === 1 ? "" : `page/${page}/`;
  return path.endsWith(end) && isListPath(lowerOwner(path.slice(0, path.length - end.length)));
}

/** `/Dave/list/slug/` with the owner, the slug and not the key in lower case. */
function lowerOwner(path: string): string {
  const [start = ""] = path.split("/share/", 1);
  return start.toLowerCase() + path.slice(start.length);
}

/** What follows the host; the whole where no host is named; null for any other place than Letterboxd. */
function pathOf(address: string): string | null {
  const host = /^(?:(?:https?:)?\/\/)?(?:www\.)?letterboxd\.com(?=\/|$)/i.exec(address);
  const path = address.slice(host?.[0].length ?? 0);
  // Names have no dot, so a first part with one is another site.
  if (host === null && !/^(?!\/\/)\/?@?[^/.:@%\\]*(?:\/|$)/.test(path)) return null;
  return path.replace(/^\/?@/, "");
}

function problemOfHost(address: string): string {
  if (/^(?:https?:\/\/)?(?:www\.)?boxd\.it(?:\/|$)/i.test(address)) {
    return `A boxd.it address doesn’t say which list it is. Open it in a browser, and copy the address it leads to: ${EXAMPLE}`;
  }
  return `Only lists on letterboxd.com can be read. ${COPY}`;
}

function readParts([first = "", kind = "", slug, ...rest]: string[]): ListAddress {
  const owner = first.toLowerCase();
  const what = kind.toLowerCase();
  if (owner === "film") return problem(`This is the page of a film. ${COPY}`);
  if (what === "watchlist") {
    return problem(
      "This is a watchlist. A watchlist is read by the setting LETTERBOXD_USERNAME; paste the address of a list here.",
    );
  }
  if (what === "list" && slug === undefined) {
    return problem(`The name of the list is missing. ${COPY}`);
  }
  if (owner !== "" && (what === "" || what === "lists") && readUsername(owner).ok) {
    return problem(`This is a member’s page, and a member has many lists. ${COPY}`);
  }
  const listSlug = slug?.toLowerCase() ?? "";
  if (what !== "list" || !readUsername(owner).ok || !SLUG.test(listSlug)) {
    return problem(`This is not the address of a list. ${COPY}`);
  }
  // Whatever else follows is a page of the list, or another view of it.
  const path = `/${owner}/list/${listSlug}/`;
  const [view = "", key = ""] = rest;
  if (view.toLowerCase() !== "share") return { ok: true, path, owner, key: null };
  if (!KEY.test(key)) return problem("The key after share/ is missing. Copy the whole share link.");
  return { ok: true, path: `${path}share/${key}/`, owner, key };
}

function problem(words: string): ListAddress {
  return { ok: false, problem: words };
}
