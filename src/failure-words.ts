// Each failure in words: what is so, and what the owner can do about it. Shown on the page and in the log.

import { LETTERBOXD_FAILURES, type FailureKind } from "./failure.ts";

export interface FailureWords {
  what: string;
  /** What the owner can do; empty where there is nothing but to wait. */
  advice: string;
}

export const FAILURE_WORDS: Readonly<Record<FailureKind, FailureWords>> = {
  challenged: {
    what: "Letterboxd put a check for robots before the watchlist.",
    advice:
      "It is not got round. Nothing is asked for an hour, unless you press the button; often it is gone by then.",
  },
  refused: {
    what: "Letterboxd refused to show the watchlist, without saying why.",
    advice:
      "Try again later. Some networks, data centres above all, are refused more often than others.",
  },
  "rate-limited": {
    what: "Letterboxd asked us to slow down, again and again.",
    advice: "Try again in an hour.",
  },
  private: {
    what: "This watchlist is private.",
    advice: "Make it public at Letterboxd, under Settings, Privacy.",
  },
  "no-such-member": {
    what: "Letterboxd knows no member of this name.",
    advice: "Check LETTERBOXD_USERNAME: it is the name in the address of the profile.",
  },
  unreachable: {
    what: "Letterboxd could not be reached.",
    advice: "Check the network; try again later.",
  },
  unrecognised: {
    what: "Letterboxd’s page came, but it has changed and is not understood any more.",
    advice:
      "Update this app. If there is no update yet: src/letterboxd/selectors.ts is the file to mend.",
  },
  incomplete: {
    what: "The films read did not add up to the number that Letterboxd states.",
    advice: "The list probably changed while it was read. Try again.",
  },
  "tmdb-key-refused": {
    what: "TMDB refused the key.",
    advice:
      "Check TMDB_API_KEY. You find yours, or get one, at https://www.themoviedb.org/settings/api.",
  },
  "tmdb-rate-limited": {
    what: "TMDB asked us to slow down, again and again.",
    advice: "Try again later.",
  },
  "tmdb-unreachable": {
    what: "TMDB could not be reached.",
    advice: "Check the network; try again later.",
  },
  "tmdb-unrecognised": {
    what: "TMDB’s answer was not understood.",
    advice: "Try again later; if it stays so, update this app.",
  },
  "tmdb-title-gone": {
    what: "TMDB no longer has the title that you picked for this film.",
    advice: "Pick another one.",
  },
  "out-of-budget": {
    what: "There was too much to ask at once.",
    advice: "Try again.",
  },
  "given-up": {
    what: "This was begun again and again and never finished.",
    advice: "Look into the log, and please report it.",
  },
  superseded: {
    what: "The settings were changed while this ran.",
    advice: "",
  },
};

/** Whether the member's own export is a way round it: it is, wherever Letterboxd itself does not serve. */
export function exportHelps(kind: FailureKind): boolean {
  return (LETTERBOXD_FAILURES as readonly string[]).includes(kind);
}
