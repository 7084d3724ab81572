// Letterboxd, read as a polite visitor would: a member's watchlist and anybody's list, page by page, and a film's
// own page.
//
// When Letterboxd changes its pages, refreshes end as `unrecognised` and the list stays as it was. Then:
// 1. Save the page as it is served (with curl, not a browser), compare it with selectors.ts and fix that table.
// 2. Add the new shape to test/letterboxd/pages.ts, keep the old ones, and run npx vitest run test/letterboxd
// Until then slow-reading.ts reads without selectors, as long as the total proves what it finds.

import { done, failed, type Failure, type Result } from "../failure.ts";
import type { Letterboxd } from "../ports.ts";
import { createAsk, type Answer, type Connection } from "./ask.ts";
import { isListPagePath, isListPath } from "./list-address.ts";
import { parseFilmPage } from "./parse-film-page.ts";
import { parseListPage } from "./parse-list-page.ts";
import { parseWatchlist } from "./parse-watchlist.ts";
import { refusalOf } from "./refusal.ts";
import { readListSlowly } from "./slow-list-reading.ts";
import { readSlowly } from "./slow-reading.ts";

export function createLetterboxd(connection: Connection): Letterboxd {
  const ask = createAsk(connection);

  return {
    async readWatchlistPage(username, page) {
      const member = pathSegment(username.toLowerCase());
      if (member === null) return failed("no-such-member", "nobody can have this name");
      const place = page === 1 ? "/watchlist/" : `/watchlist/page/${page}/`;

      const answer = await ask(`/${member}${place}`);
      if (!answer.ok) return answer;
      const refusal = refusalOf(answer.value);
      if (refusal !== null) return { ok: false, failure: forPage(page, refusal) };
      if (!answer.value.path.endsWith(place)) return ledAstray(answer.value);

      const { html } = answer.value;
      const reading = await parseWatchlist(html, page);
      return reading.ok ? reading : { ...reading, unrecognised: { html } };
    },

    async readUnrecognisedPage({ html }) {
      return await readSlowly(html);
    },

    async readListPage(path, page) {
      if (!isListPath(path)) return failed("no-such-list", "no list can have this address");

      const answer = await ask(page === 1 ? path : `${path}page/${page}/`);
      if (!answer.ok) return answer;
      const refusal = refusalOf(answer.value);
      if (refusal !== null) return { ok: false, failure: forPage(page, forList(refusal)) };
      // A renamed list may have got another address, but a page is not another page.
      if (!isListPagePath(answer.value.path, page)) {
        const { failure } = failed("no-such-list", `a redirect led to ${answer.value.path}`);
        return { ok: false, failure: forPage(page, failure) };
      }

      const { html } = answer.value;
      const reading = await parseListPage(html, page);
      if (reading.ok) return reading;
      if (reading.failure.kind === "unrecognised") return { ...reading, unrecognised: { html } };
      return { ok: false, failure: forPage(page, reading.failure) };
    },

    async readUnrecognisedListPage({ html }) {
      return await readListSlowly(html);
    },

    async readFilmPage(slug) {
      const film = pathSegment(slug);
      if (film === null) return done(null);

      const answer = await ask(`/film/${film}/`);
      if (!answer.ok) return answer;
      const refusal = refusalOf(answer.value);
      if (refusal?.kind === "no-such-member") return done(null);
      if (refusal !== null) return { ok: false, failure: forFilm(refusal) };
      return await parseFilmPage(answer.value.html);
    },
  };
}

/** One segment of a path, so that no name can lead to another page or host. null: nothing can be called that. */
function pathSegment(name: string): string | null {
  if (name === "" || name === "." || name === ".." || !name.isWellFormed()) return null;
  return encodeURIComponent(name);
}

/**
 * On a later page, "private" and "not found" say nothing about the whole: the list may just have got shorter. It is no
 * wall either: other lists can still be read.
 */
function forPage(page: number, refusal: Failure): Failure {
  const isOfWhole = ["private", "no-such-member", "no-such-list"].includes(refusal.kind);
  return page > 1 && isOfWhole ? { ...refusal, kind: "incomplete" } : refusal;
}

function forList(refusal: Failure): Failure {
  return refusal.kind === "no-such-member" ? { ...refusal, kind: "no-such-list" } : refusal;
}

/** Films are not private. */
function forFilm(refusal: Failure): Failure {
  return refusal.kind === "private" ? { ...refusal, kind: "refused" } : refusal;
}

function ledAstray({ path }: Answer): Result<never> {
  return failed("refused", `a redirect led to another page, ${path}`);
}
