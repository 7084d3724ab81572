// Asks Letterboxd for one page of a list, and reads it the slow way if the selectors do not understand it.

import { noteFailure, type OpenReading } from "../d1/readings.ts";
import { done, type Result } from "../failure.ts";
import type { ListPage } from "../ports.ts";
import { keyOf } from "../list/list-name.ts";
import type { Source } from "./lists-to-read.ts";
import type { AppContext } from "../context.ts";

/** Attempts at a slow reading: it may take more CPU time than the invocation has. */
const SLOW_ATTEMPTS = 2;

/** A page of a watchlist has neither a name nor a date. */
export interface AskedPage extends ListPage {
  /** It was read the slow way. */
  slow: boolean;
}

/** A failure is shown to anybody, and the key of an unlisted list is not. */
export async function askForPage(
  context: AppContext,
  reading: OpenReading,
  asked: { source: Source; page: number },
): Promise<Result<AskedPage>> {
  const answer = await ask(context, reading, asked);
  const key = asked.source.kind === "list" ? keyOf(asked.source.path) : null;
  if (answer.ok || key === null) return answer;
  const { failure } = answer;
  return { ok: false, failure: { ...failure, detail: failure.detail.replaceAll(key, "…") } };
}

/** Before the slow reading begins, its page is noted as a failure, because the invocation may not survive it. */
async function ask(
  context: AppContext,
  reading: OpenReading,
  { source, page }: { source: Source; page: number },
): Promise<Result<AskedPage>> {
  const { letterboxd } = context;
  const answer =
    source.kind === "list"
      ? await letterboxd.readListPage(source.path, page)
      : await letterboxd.readWatchlistPage(source.member, page);
  if (answer.ok) return done({ ...NO_WATCHLIST_HAS, ...answer.value, slow: false });
  if (!answer.unrecognised) return answer;
  if (reading.failureKind === "unrecognised" && reading.attempts > SLOW_ATTEMPTS) return answer;

  await noteFailure(context.db, reading, answer.failure);
  const again =
    source.kind === "list"
      ? await letterboxd.readUnrecognisedListPage(answer.unrecognised)
      : await letterboxd.readUnrecognisedPage(answer.unrecognised);
  if (!again.ok) return again;
  context.log("selectors-need-mending", {
    refresh: reading.refreshId,
    list: reading.listId,
    page,
    file: "src/letterboxd/selectors.ts",
    seen: answer.failure.detail,
  });
  return done({ ...NO_WATCHLIST_HAS, ...again.value, slow: true });
}

const NO_WATCHLIST_HAS = { name: null, updatedAt: null };
