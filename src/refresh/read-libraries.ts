// Reads the household's own media servers: begun at a refresh's end or by a press, and carried on by the ticks, page by
// page. What goes wrong is kept and shown; it stops neither a refresh nor a start, and what was known stays.

import { batch } from "../d1/batch.ts";
import { assembleOwn } from "../d1/assemble-snapshot.ts";
import { forgetUnseen, readState, saveItems, saveState, statesOf } from "../d1/library.ts";
import type { LibraryReading } from "../library/library.ts";
import type { LibraryFailure, LibraryState } from "../list/library-state.ts";
import type { AppContext } from "../context.ts";
import { seconds } from "../time.ts";

const MOST_ITEMS = 20_000;

/** On Cloudflare one page an invocation, which reads within ten milliseconds. */
const PAGE = 250;
const PAGES_A_TICK = { atHome: 10, onCloudflare: 1 };
/** At home a tick waits for them, and the next one for it: a slow server has to leave time for the rest. */
const LONGEST_MS = 30_000;

/**
 * Runs a step of it so that what it throws is logged and stops nothing: whatever is wrong with a server, or with what
 * is stored of it, a tick and a refresh go on.
 */
export async function withoutStopping(
  context: AppContext,
  step: (context: AppContext) => Promise<void>,
): Promise<void> {
  try {
    await step(context);
  } catch (error) {
    context.log("libraries-failed", { detail: String(error).slice(0, 300) });
  }
}

/** Begins a reading of every server anew. The ticks do it. */
export async function startLibraries({ db, settings, now }: AppContext): Promise<void> {
  if (settings.libraries.length === 0) return;
  const [rows] = await batch(db, [statesOf(db)]);
  const reading = { startedAt: seconds(now()), from: null, read: 0 };
  await batch(
    db,
    settings.libraries.map(({ kind }) =>
      saveState(db, kind, { ...readState(rows, kind), reading }),
    ),
  );
}

/** Goes on with the first server that is being read. */
export async function goOnReadingLibraries(context: AppContext): Promise<void> {
  const { db, settings, now } = context;
  if (settings.libraries.length === 0) return;
  const until = now() + LONGEST_MS;
  let pages = settings.atHome ? PAGES_A_TICK.atHome : PAGES_A_TICK.onCloudflare;
  const [rows] = await batch(db, [statesOf(db)]);
  for (const { kind } of settings.libraries) {
    let state = readState(rows, kind);
    while (state.reading !== null && pages > 0 && now() < until) {
      pages -= 1;
      state = await readNextPage(context, kind, state);
    }
  }
}

async function readNextPage(
  context: AppContext,
  server: string,
  state: LibraryState,
): Promise<LibraryState> {
  const { db, now, log } = context;
  const { reading } = state;
  if (reading === null) return state;
  const at = seconds(now());
  const fail = async (failure: LibraryFailure): Promise<LibraryState> => {
    const failed = { ...state, reading: null, failure, failedAt: at };
    log("library-not-read", { server, failure });
    await batch(db, [saveState(db, server, failed)]);
    return failed;
  };
  const answer = await askFor(context, server, reading.from);
  if (!answer.ok) return fail(answer.failure);
  const { items, read, next } = answer.page;
  const total = reading.read + read;
  const isWhole = next === null || total >= MOST_ITEMS;
  // Nothing, where there was something: more likely a disk that is not there than a household that sold its films.
  if (isWhole && total === 0 && state.films > 0) return fail("nonsense");
  const then: LibraryState = isWhole
    ? { reading: null, readAt: at, films: total, failure: null, failedAt: null }
    : { ...state, reading: { ...reading, from: next, read: total } };
  await batch(db, [
    saveItems(db, server, items, reading.startedAt),
    ...(isWhole ? [forgetUnseen(db, server, reading.startedAt)] : []),
    assembleOwn(db),
    saveState(db, server, then),
  ]);
  return then;
}

/** An answer that nobody thought of is none that such a server gives. */
async function askFor(
  { libraries, log }: AppContext,
  server: string,
  from: string | null,
): Promise<LibraryReading> {
  try {
    return await libraries.readPage(server, from, PAGE);
  } catch (error) {
    log("library-not-understood", { server, detail: String(error).slice(0, 300) });
    return { ok: false, failure: "nonsense" };
  }
}
