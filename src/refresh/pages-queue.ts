// Queue "pages": one thing is asked of Letterboxd, then the next is sent for. Everything that Letterboxd is
// asked passes here, through one gate: a page of the watchlist, or a film's own page. What is next stands in
// the database; the message only wakes us.

import { enterGate, leaveGate, type Lease } from "../d1/gate.ts";
import { countAttempt, findIfActive, type Refresh } from "../d1/refreshes.ts";
import { findNextFilmPage, type FilmPageToAsk } from "../d1/film-pages.ts";
import { finishRefresh } from "./finish.ts";
import type { PagesMessage } from "../messages.ts";
import { readFilmPage } from "./read-film-page.ts";
import { giveUp, readWatchlist } from "./read-list.ts";
import { seconds } from "../time.ts";
import { updateSnapshot } from "./snapshot.ts";
import { sendLookups, sendStep } from "./wake.ts";
import type { AppContext } from "../context.ts";

/** A wait up to this long is slept through with the gate held; for a longer one a message is sent. */
const SLEEP_AT_MOST_MS = 5000;

/** Attempts at one page, killed ones included: beyond that something in the page kills us. */
const ATTEMPTS_AT_MOST = 20;

/** Jitter on top of the pause, as a share of it. */
const JITTER = 0.25;

export async function askLetterboxd(context: AppContext, message: PagesMessage): Promise<void> {
  const refresh = await findIfActive(context.db, message.refreshId);
  if (!refresh) return;
  const filmPage = await nextFilmPage(context, refresh);
  if (message.step !== stepOf(refresh, filmPage)) return;
  if (refresh.state === "looking-up" && !filmPage) return;

  const lease = await enterGate(context.db, context.now());
  if (!lease) return;
  const waitMs = Math.max(lease.nextAt, (refresh.notBefore ?? 0) * 1000) - context.now();
  if (waitMs > SLEEP_AT_MOST_MS) {
    await leaveGate(context.db, lease, 0);
    return sendStep(context, { ...message, delaySeconds: Math.ceil(waitMs / 1000) });
  }
  if (waitMs > 0) await context.sleep(waitMs);

  if (filmPage)
    await readFilmPage({ context, refresh, lease, filmPage, gateOpensAt: pause(context) });
  else await readNextPage(context, refresh, lease);
  await goOn(context, refresh.id, refresh.state);
}

async function readNextPage(context: AppContext, before: Refresh, lease: Lease): Promise<void> {
  const refresh = await countAttempt(context.db, before, seconds(context.now()));
  if (!refresh || refresh.username === null) {
    await leaveGate(context.db, lease, 0);
    return;
  }
  const reading = {
    context,
    lease,
    refresh: { ...refresh, username: refresh.username },
    gateOpensAt: pause(context),
  };
  if (refresh.attempts <= ATTEMPTS_AT_MOST) return readWatchlist(reading);
  const detail = `Page ${refresh.pagesRead + 1} was begun ${ATTEMPTS_AT_MOST} times and never finished.`;
  return giveUp(reading, { kind: "given-up", detail, retryAfterSeconds: null });
}

/** Sends for whatever the refresh needs next. */
async function goOn(
  context: AppContext,
  refreshId: number,
  before: Refresh["state"],
): Promise<void> {
  const refresh = await findIfActive(context.db, refreshId);
  if (!refresh) return;
  await sendLookups(context, refreshId);
  const filmPage = await nextFilmPage(context, refresh);
  if (refresh.state === "reading" || filmPage) {
    const delay = (refresh.notBefore ?? 0) - seconds(context.now());
    await sendStep(context, {
      refreshId,
      step: stepOf(refresh, filmPage),
      delaySeconds: Math.max(delay, Math.floor(context.settings.letterboxdPauseMs / 1000)),
    });
  } else if (await finishRefresh(context, refreshId)) return;
  if (before === "reading" && refresh.state !== "reading") await updateSnapshot(context);
}

/** Film pages wait until the list has been read. */
async function nextFilmPage(context: AppContext, refresh: Refresh): Promise<FilmPageToAsk | null> {
  return refresh.state === "looking-up" ? findNextFilmPage(context.db, refresh.id) : null;
}

/** Names what is to be asked next, so that a message which comes late or twice finds itself passed. */
export function stepOf(
  refresh: Pick<Refresh, "round" | "pagesRead">,
  filmPage: FilmPageToAsk | null,
): string {
  if (filmPage) return `film ${filmPage.filmId}`;
  return `round ${refresh.round}, page ${refresh.pagesRead + 1}`;
}

function pause({ settings, now }: AppContext): () => number {
  return () => now() + settings.letterboxdPauseMs * (1 + Math.random() * JITTER);
}
