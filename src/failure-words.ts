// Each failure in words: what happened, and what the owner can do about it. Shown on the page and in the log.

import type { ListKind } from "./film.ts";
import { LETTERBOXD_FAILURES, type FailureKind } from "./failure.ts";
import { MOST_FILMS_A_LIST } from "./list/limits.ts";

export interface FailureWords {
  what: string;
  /** What the owner can do; empty if they can only wait. */
  advice: string;
}

export const FAILURE_WORDS: Readonly<Record<FailureKind, FailureWords>> = {
  challenged: {
    what: "Letterboxd showed a check for robots instead of the watchlist.",
    advice:
      "This app doesn’t try to get round it, and asks for nothing for an hour unless you press Refresh. The check is often gone by then.",
  },
  refused: {
    what: "Letterboxd refused to show the watchlist, without saying why.",
    advice:
      "Try again later. Some networks, especially those of data centres, are refused more often than others.",
  },
  "rate-limited": {
    what: "Letterboxd asked us to slow down, again and again.",
    advice: "Try again in an hour.",
  },
  private: {
    what: "This watchlist is private.",
    advice: "Let anyone see it in your Letterboxd settings, and press Refresh.",
  },
  "no-such-member": {
    what: "Letterboxd has no member with this name.",
    advice:
      "Check the setting LETTERBOXD_USERNAME: it’s what follows letterboxd.com/ in your profile’s address.",
  },
  "no-such-list": {
    what: "Letterboxd has no list at this address.",
    advice:
      "Its owner may have deleted or renamed it. Look it up on Letterboxd, and add it by its current address.",
  },
  unreachable: {
    what: "Letterboxd couldn’t be reached.",
    advice: "It may be down, or this app may be offline. Try again later.",
  },
  unrecognised: {
    what: "Letterboxd has changed its page, and this app no longer understands it.",
    advice:
      "Update this app. If there’s no update yet, src/letterboxd/selectors.ts is the file to fix.",
  },
  incomplete: {
    what: "More or fewer films were read than Letterboxd says there are, so the list was left as it was.",
    advice: "It probably changed while it was being read. Try again.",
  },
  "tmdb-key-refused": {
    what: "TMDB refused the key.",
    advice:
      "Check the setting TMDB_API_KEY. You can find your key, or get one, at https://www.themoviedb.org/settings/api.",
  },
  "tmdb-rate-limited": {
    what: "TMDB asked us to slow down, again and again.",
    advice: "Try again later.",
  },
  "tmdb-unreachable": {
    what: "TMDB couldn’t be reached.",
    advice: "It may be down, or this app may be offline. Try again later.",
  },
  "tmdb-unrecognised": {
    what: "TMDB gave an answer that this app doesn’t understand.",
    advice: "Try again later. If that doesn’t help, update this app.",
  },
  "tmdb-title-gone": {
    what: "TMDB no longer has the title that you picked for this film.",
    advice: "Pick another one.",
  },
  "out-of-budget": {
    what: "There was too much to look up in one go.",
    advice: "Try again: what’s already done is kept.",
  },
  "list-too-long": {
    what: `This list is too long: up to ${MOST_FILMS_A_LIST.toLocaleString("en")} films of a list are read.`,
    advice: "What was read of it before is kept. You can add a shorter list instead.",
  },
  "too-many-films": {
    what: "With this list there would be too many films.",
    advice:
      "What was read of it before is kept. Remove another list, and the next refresh will read this one.",
  },
  "given-up": {
    what: "This was tried again and again, but never finished.",
    advice: "That’s a bug in this app. Its log says more; please report it.",
  },
  superseded: {
    what: "The settings were changed while this refresh ran.",
    advice: "Another one, with the new settings, starts on its own.",
  },
};

/** Of somebody's list, where the words above would speak of the member's own watchlist. */
const WORDS_OF_A_LIST: Partial<Record<FailureKind, FailureWords>> = {
  challenged: {
    ...FAILURE_WORDS.challenged,
    what: "Letterboxd showed a check for robots instead of the list.",
  },
  refused: {
    ...FAILURE_WORDS.refused,
    what: "Letterboxd refused to show the list, without saying why.",
  },
  private: {
    what: "This list is private.",
    advice:
      "Only its owner can let others see it. If it has a share link, remove the list here and add it by that link.",
  },
};

/** The words of a failure in reading a list of this kind. */
export function failureWordsOf(kind: FailureKind, list: ListKind): FailureWords {
  return (list === "list" ? WORDS_OF_A_LIST[kind] : undefined) ?? FAILURE_WORDS[kind];
}

/** The words of a failure in reading these lists, of which some may be watchlists. */
export function failureWordsOfAll(kind: FailureKind, lists: readonly ListKind[]): FailureWords {
  const isOfLists = lists.length > 0 && lists.every((list) => list === "list");
  return failureWordsOf(kind, isOfLists ? "list" : "watchlist");
}

/** How a list is named before what went wrong with it: "Watchlist of ada". */
export function listWords(kind: ListKind, name: string): string {
  return kind === "watchlist" ? `Watchlist of ${name}` : `List “${name}”`;
}

/** Whether importing an export gets round the failure: it does for every failure of Letterboxd's. */
export function exportHelps(kind: FailureKind): boolean {
  return (LETTERBOXD_FAILURES as readonly string[]).includes(kind);
}
