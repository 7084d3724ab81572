// Queue "pages": one thing is asked of Letterboxd, then the next is sent for. Everything that Letterboxd is
// asked passes here, through one gate: a page of the watchlist, or a film's own page. What is next stands in
// the database; the message only wakes us.

import { enterGate, leaveGate, type Lease } from "../d1/gate.ts";
import { rebuildShelf } from "../d1/shelf.ts";
import { countAttempt, findIfActive, type Refresh } from "../d1/refreshes.ts";
import { findNextFilmPage, type FilmPageToAsk } from "../d1/film-pages.ts";
import { finishRefresh } from "./finish.ts";
import type { PagesMessage } from "../messages.ts";
import { readFilmPage } from "./read-film-page.ts";
import { giveUp, readWatchlist } from "./read-list.ts";
import { seconds } from "../time.ts";
import { sendLookups, sendStep } from "./wake.ts";
import type { World } from "../context.ts";

/** A wait up to this long is slept through with the gate held; for a longer one a message is sent. */
const SLEEP_AT_MOST_MS = 5000;

/** Attempts at one page, killed ones included: beyond that something in the page kills us. */
const ATTEMPTS_AT_MOST = 20;

/** Jitter on top of the pause, as a share of it. */
const JITTER = 0.25;

export async function askLetterboxd(world: World, message: PagesMessage): Promise<void> {
  const refresh = await findIfActive(world.db, message.refreshId);
  if (!refresh) return;
  const filmPage = await nextFilmPage(world, refresh);
  if (message.step !== stepOf(refresh, filmPage)) return;
  if (refresh.state === "looking-up" && !filmPage) return;

  const lease = await enterGate(world.db, world.now());
  if (!lease) return;
  const waitMs = Math.max(lease.nextAt, (refresh.notBefore ?? 0) * 1000) - world.now();
  if (waitMs > SLEEP_AT_MOST_MS) {
    await leaveGate(world.db, lease, 0);
    return sendStep(world, { ...message, delaySeconds: Math.ceil(waitMs / 1000) });
  }
  if (waitMs > 0) await world.sleep(waitMs);

  if (filmPage) await readFilmPage({ world, refresh, lease, filmPage, gateOpensAt: pause(world) });
  else await readNextPage(world, refresh, lease);
  await goOn(world, refresh.id, refresh.state);
}

async function readNextPage(world: World, before: Refresh, lease: Lease): Promise<void> {
  const refresh = await countAttempt(world.db, before, seconds(world.now()));
  if (!refresh || refresh.username === null) {
    await leaveGate(world.db, lease, 0);
    return;
  }
  const reading = {
    world,
    lease,
    refresh: { ...refresh, username: refresh.username },
    gateOpensAt: pause(world),
  };
  if (refresh.attempts <= ATTEMPTS_AT_MOST) return readWatchlist(reading);
  const detail = `Page ${refresh.pagesRead + 1} was begun ${ATTEMPTS_AT_MOST} times and never finished.`;
  return giveUp(reading, { kind: "given-up", detail, retryAfterSeconds: null });
}

/** Sends for whatever the refresh needs next. */
async function goOn(world: World, refreshId: number, before: Refresh["state"]): Promise<void> {
  const refresh = await findIfActive(world.db, refreshId);
  if (!refresh) return;
  await sendLookups(world, refreshId);
  const filmPage = await nextFilmPage(world, refresh);
  if (refresh.state === "reading" || filmPage) {
    const delay = (refresh.notBefore ?? 0) - seconds(world.now());
    await sendStep(world, {
      refreshId,
      step: stepOf(refresh, filmPage),
      delaySeconds: Math.max(delay, Math.floor(world.settings.letterboxdPauseMs / 1000)),
    });
  } else if (await finishRefresh(world, refreshId)) return;
  if (before === "reading" && refresh.state !== "reading") await rebuildShelf(world);
}

/** Film pages wait until the list has been read. */
async function nextFilmPage(world: World, refresh: Refresh): Promise<FilmPageToAsk | null> {
  return refresh.state === "looking-up" ? findNextFilmPage(world.db, refresh.id) : null;
}

/** Names what is to be asked next, so that a message which comes late or twice finds itself passed. */
export function stepOf(
  refresh: Pick<Refresh, "round" | "pagesRead">,
  filmPage: FilmPageToAsk | null,
): string {
  if (filmPage) return `film ${filmPage.filmId}`;
  return `round ${refresh.round}, page ${refresh.pagesRead + 1}`;
}

function pause({ settings, now }: World): () => number {
  return () => now() + settings.letterboxdPauseMs * (1 + Math.random() * JITTER);
}
