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
      "This app does not try to get round it, and asks nothing for an hour unless you press Refresh. Often the check is gone by then.",
  },
  refused: {
    what: "Letterboxd refused to show the watchlist, without saying why.",
    advice:
      "Try again later. Some networks, above all those of data centres, are refused more often than others.",
  },
  "rate-limited": {
    what: "Letterboxd asked us to slow down, again and again.",
    advice: "Try again in an hour.",
  },
  private: {
    what: "This watchlist is private.",
    advice: "Let anyone see it, in your settings at Letterboxd, and press Refresh.",
  },
  "no-such-member": {
    what: "Letterboxd knows no member of this name.",
    advice:
      "Check the setting LETTERBOXD_USERNAME: it is what follows letterboxd.com/ in the address of your profile.",
  },
  "no-such-list": {
    what: "Letterboxd has no list at this address.",
    advice:
      "Its owner may have deleted or renamed it. Look it up at Letterboxd, and add it by its present address.",
  },
  unreachable: {
    what: "Letterboxd could not be reached.",
    advice: "It may be down, or this app may have no network. Try again later.",
  },
  unrecognised: {
    what: "Letterboxd has changed its page, and this app does not understand it any more.",
    advice:
      "Update this app. If there is no update yet, src/letterboxd/selectors.ts is the file to mend.",
  },
  incomplete: {
    what: "More or fewer films were read than Letterboxd says there are, so the list was left as it was.",
    advice: "It probably changed while it was read. Try again.",
  },
  "tmdb-key-refused": {
    what: "TMDB refused the key.",
    advice:
      "Check the setting TMDB_API_KEY. You find your key, or get one, at https://www.themoviedb.org/settings/api.",
  },
  "tmdb-rate-limited": {
    what: "TMDB asked us to slow down, again and again.",
    advice: "Try again later.",
  },
  "tmdb-unreachable": {
    what: "TMDB could not be reached.",
    advice: "It may be down, or this app may have no network. Try again later.",
  },
  "tmdb-unrecognised": {
    what: "TMDB answered something that this app does not understand.",
    advice: "Try again later. If it stays so, update this app.",
  },
  "tmdb-title-gone": {
    what: "TMDB no longer has the title that you picked for this film.",
    advice: "Pick another one.",
  },
  "out-of-budget": {
    what: "There was too much to look up in one go.",
    advice: "Try again: what is done already is kept.",
  },
  "list-too-long": {
    what: `This list is too long: up to ${MOST_FILMS_A_LIST.toLocaleString("en")} films are read of a list.`,
    advice: "What was read of it before stays as it was. A shorter list can be added instead.",
  },
  "too-many-films": {
    what: "With this list there would be too many films.",
    advice:
      "What was read of it before stays as it was. Remove another list, and this one is read with the next refresh.",
  },
  "given-up": {
    what: "This was tried again and again, and never came to its end.",
    advice: "That is a mistake in this app. Its log says more; please report it.",
  },
  superseded: {
    what: "The settings were changed while this refresh ran.",
    advice: "Another one, with the new settings, begins by itself.",
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
