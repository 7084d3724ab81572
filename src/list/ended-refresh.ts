// A refresh as the history shows it: what began it, and what came of it. Only types: refresh/status.ts fills them.

import type { FailureKind } from "../failure.ts";
import type { ListKind } from "../film.ts";

export type RefreshTrigger =
  | "first" // the database was empty
  | "schedule"
  | "button"
  | "settings" // the country at home or the member changed
  | "country" // a further country was configured: look-ups only
  | "import" // an export was imported or undone: look-ups only
  | "choice" // the owner said which title a film is: one look-up
  | "list" // a list was added: it is read alone
  | "rest" // what was left over of a day's first look-ups
  | "upgrade"; // this app was updated: every film is looked up

/** `reading`: it is under way, or comes later. `proven`, `failed`: how it ended. */
export type ReadingState = "reading" | "proven" | "failed";

export type RefreshOutcome = "done" | "partial" | "failed";

interface StatusFailure {
  kind: FailureKind;
  message: string;
  advice: string;
  /** What exactly was seen, for the small print. */
  detail: string;
  /** Since when refreshes have ended with this failure, ISO 8601. */
  since: string;
}

export interface EndedRefresh {
  id: number;
  trigger: RefreshTrigger;
  startedAt: string;
  finishedAt: string | null;
  outcome: RefreshOutcome | null;
  films: number | null;
  added: number;
  removed: number;
  lookedUp: number;
  /** Films whose look-up failed: they keep their older offers. */
  lookupsFailed: number;
  /** Entries of the lists that Letterboxd says are not films. */
  oddItems: number;
  /** A page was understood only by the slow reading: src/letterboxd/selectors.ts needs mending. */
  selectorsNeedMending: boolean;
  failure: StatusFailure | null;
  /** The lists that it read, in that order; empty where it read none. */
  lists: ReadingResult[];
}

/** How one list was read. */
export interface ReadingResult {
  id: number;
  kind: ListKind;
  /** The member's name, or the list's. */
  name: string;
  /** `reading`: the refresh ended before its turn came. */
  state: ReadingState;
  /** Films on the proven list; null: it was not proven. */
  films: number | null;
  added: number;
  removed: number;
  failure: Omit<StatusFailure, "since"> | null;
}
