// The films whose match is uncertain, and how the owner settles it: pick a candidate, paste a TMDB link, say that
// TMDB does not have the film, or undo. A choice is stored at once; its look-up follows by a message.

import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Origin } from "../../templates/parts/match-forms.tsx";
import { MatchPage } from "../../templates/pages/match.tsx";
import { MatchesPage } from "../../templates/pages/matches.tsx";
import { MessagePage } from "../../templates/pages/message.tsx";
import { chooseMatch } from "../d1/choices.ts";
import {
  countMatches,
  doubtfulFilms,
  listPosters,
  matchedFilm,
  readMatchCounts,
  readMatchedFilms,
} from "../d1/matches.ts";
import type { MatchedFilm } from "../list/matched-film.ts";
import { DOUBTS, MATCHES_SCREEN, sumOfDoubts, type Doubt } from "../list/match-counts.ts";
import { layoutOf, readLayout } from "../d1/layout.ts";
import { batch } from "../d1/batch.ts";
import { mayPress } from "./access.ts";
import { readChoice } from "./read-choice.ts";
import { readForm } from "./read-form.ts";
import { answer, layoutView, ownLayout } from "./layout-data.ts";
import { startRefresh } from "../refresh/start.ts";
import { seconds } from "../time.ts";
import type { App } from "../context.ts";

export const mendMatches = new Hono<App>();

const MOST_BYTES = 16 * 1024;
const MOST_PAGES = 10_000;

/** How many are shown if no match is in doubt. */
const POSTERS = 6;

mendMatches.get("/matches", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const doubt = readDoubt(c.req.query("show"));
  const page = readPage(c.req.query("page"));
  const [stored, counted, films, changed] = await batch(db, [
    layoutOf(db, settings),
    countMatches(db, settings),
    doubtfulFilms(db, settings, { doubt, page }),
    matchedFilm(db, settings, Number(c.req.query("done") ?? 0) || 0),
  ]);
  const counts = readMatchCounts(counted);
  const doubtful = sumOfDoubts(counts);
  // The choice just made may have emptied this page.
  const last = Math.max(1, Math.ceil((doubt === null ? doubtful : counts[doubt]) / MATCHES_SCREEN));
  if (page > last) {
    const at = c.req.query("at") === undefined ? undefined : MATCHES_SCREEN;
    return c.redirect(listAddress(c, { page: last, at }), 302);
  }
  const posters = doubtful > 0 ? [] : await listPosters(db, settings, POSTERS);
  return answer(
    c,
    <MatchesPage
      layout={await layoutView(context, readLayout(stored, settings))}
      counts={counts}
      posters={posters}
      films={readMatchedFilms(films)}
      changed={readMatchedFilms(changed)[0] ?? null}
      doubt={doubt}
      page={page}
      at={readPosition(c.req.query("at"))}
      mayChange={mayPress(context)}
    />,
  );
});

mendMatches.get("/matches/:id{[1-9][0-9]{0,9}}", async (c) =>
  showOne(c, { id: Number(c.req.param("id")), problem: null, from: null }),
);

mendMatches.post(
  "/matches/:id{[1-9][0-9]{0,9}}",
  bodyLimit({
    maxSize: MOST_BYTES,
    onError: (c) => c.text("This is far too long for a link to TMDB. Nothing was changed.", 413),
  }),
  async (c) => {
    const { context } = c.var;
    const id = Number(c.req.param("id"));
    const fields: Record<string, unknown> = Object.fromEntries(await readForm(c));
    const reading = readChoice(fields);
    const from = readOrigin(fields);
    if (!reading.ok) {
      const text = typeof fields["link"] === "string" ? fields["link"] : "";
      return showOne(c, { id, problem: { message: reading.message, text }, from });
    }
    const chosen = await chooseMatch(context.db, context.settings, {
      filmId: id,
      choice: reading.choice,
      now: seconds(context.now()),
    });
    if (chosen === "no-such-film") return showNone(c);
    context.log("match-chosen", { film: id, choice: reading.choice.kind });
    // Joins a refresh that is under way; otherwise begins one for this film alone.
    if (chosen === "to-be-looked-up") await startRefresh(context, "choice", { filmId: id });
    if (from === null) return c.redirect(`/matches/${id}?done=${id}`, 303);
    return c.redirect(listAddress(c, { ...from, done: id }), 303);
  },
);

interface One {
  id: number;
  /** What was pasted, and why it is not a TMDB title. */
  problem: { message: string; text: string } | null;
  /** Where the form was that this answers. */
  from: Origin;
}

export async function showOne(c: Context<App>, { id, problem, from }: One): Promise<Response> {
  const { context } = c.var;
  const [stored, rows] = await batch(context.db, [
    layoutOf(context.db, context.settings),
    matchedFilm(context.db, context.settings, id),
  ]);
  const [film] = readMatchedFilms(rows);
  if (film === undefined) return showNone(c);
  const page = (
    <MatchPage
      layout={await layoutView(context, readLayout(stored, context.settings))}
      film={film}
      problem={problem}
      from={from}
      changed={isChanged(c, film) && problem === null}
      mayChange={mayPress(context)}
    />
  );
  return answer(c, page, problem === null ? 200 : 400);
}

export async function showNone(c: Context<App>): Promise<Response> {
  const { context } = c.var;
  const layout = await ownLayout(context);
  const message = "No film on the list has this number, so there is no match to look at.";
  return answer(c, <MessagePage title="No such film" message={message} layout={layout} />, 404);
}

function isChanged(c: Context<App>, { id }: MatchedFilm): boolean {
  return c.req.query("done") === String(id);
}

/** null: the form was on the film's own page. */
export function readOrigin({ from, show, page, at }: Record<string, unknown>): Origin {
  if (from !== "list") return null;
  return { show: readDoubt(show), page: readPage(page), at: readPosition(at) };
}

interface ListPlace {
  show?: unknown;
  page?: unknown;
  done?: unknown;
  at?: unknown;
}

/**
 * The list's address; whatever comes from the request is validated. After a choice it leads to the note about it,
 * which takes the place of the film, so that somebody working through a long list keeps their place.
 */
function listAddress(c: Context<App>, given: ListPlace): string {
  const doubt = readDoubt(given.show ?? c.req.query("show"));
  const page = readPage(given.page);
  const done = Number(given.done ?? c.req.query("done"));
  const at = readPosition(given.at);
  const query = new URLSearchParams();
  if (doubt !== null) query.set("show", doubt);
  if (page > 1) query.set("page", String(page));
  if (!Number.isSafeInteger(done) || done <= 0) {
    return query.size === 0 ? "/matches" : `/matches?${query.toString()}`;
  }
  query.set("done", String(done));
  if (at !== null) query.set("at", String(at));
  return `/matches?${query.toString()}#decided`;
}

function readDoubt(text: unknown): Doubt | null {
  return DOUBTS.find((doubt) => doubt === text) ?? null;
}

/** Index of a film on its page of the list; MATCHES_SCREEN means after the last. null: missing or invalid. */
function readPosition(text: unknown): number | null {
  const position = /^\d{1,2}$/.test(String(text)) ? Number(text) : MATCHES_SCREEN + 1;
  return position <= MATCHES_SCREEN ? position : null;
}

function readPage(text: unknown): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1;
}
