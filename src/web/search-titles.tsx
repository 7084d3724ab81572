// The search for the right title of a film whose match is to be mended: the one page that asks anybody outside. It
// answers a press alone, which needs the password where there is one and a page of ours: looking asks nobody.

import { Hono, type Context } from "hono";
import type { Origin } from "../../templates/parts/match-forms.tsx";
import { MatchSearchPage, type SearchOutcome } from "../../templates/pages/match-search.tsx";
import { batch } from "../d1/batch.ts";
import { findValue, saveValue } from "../d1/kv.ts";
import { layoutOf, readLayout } from "../d1/layout.ts";
import { matchedFilm, readMatchedFilms } from "../d1/matches.ts";
import { FAILURE_WORDS } from "../failure-words.ts";
import type { Failure } from "../failure.ts";
import type { TitleQuestion } from "../found-title.ts";
import type { MatchedFilm } from "../list/matched-film.ts";
import { seconds } from "../time.ts";
import type { App, AppContext } from "../context.ts";
import { layoutView, answer } from "./layout-data.ts";
import { readOrigin, showNone, showOne } from "./matches.tsx";
import { readForm } from "./read-form.ts";
import { readSearch } from "./read-search.ts";

export const searchTitles = new Hono<App>();

const PATH = "/matches/:id{[1-9][0-9]{0,9}}/search";

/** Without a word how long TMDB wants to be left alone; and the longest that is believed. */
const REST_SECONDS = { usual: 10, longest: 3600 };

/** Whoever comes by the address has pressed nothing, and gets the form. */
searchTitles.get(PATH, async (c) =>
  showOne(c, { id: Number(c.req.param("id")), problem: null, from: null }),
);

searchTitles.post(PATH, async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const fields: Record<string, unknown> = Object.fromEntries(await readForm(c));
  const [stored, rows] = await batch(db, [
    layoutOf(db, settings),
    matchedFilm(db, settings, Number(c.req.param("id"))),
  ]);
  const [film] = readMatchedFilms(rows);
  if (film === undefined) return showNone(c);
  const text = typeof fields["q"] === "string" ? fields["q"] : "";
  const { outcome, status } = await search(context, film, text);
  return show(c, { film, text, from: readOrigin(fields), outcome, status }, stored);
});

interface Searched {
  outcome: SearchOutcome;
  status: 200 | 400 | 429 | 503;
}

async function search(context: AppContext, film: MatchedFilm, text: string): Promise<Searched> {
  const { db } = context;
  const now = seconds(context.now());
  const reading = readSearch(text, new Date(context.now()).getUTCFullYear());
  if (!reading.ok) return { outcome: { kind: "problem", message: reading.message }, status: 400 };
  const rest = await findValue(db, "titles-rest");
  if (rest !== null && rest.until > now) return resting(rest.until - now);

  const found = await context.titleSearch.find(reading.question);
  const { kind } = reading.question;
  if (found.ok) {
    context.log("titles-searched", { film: film.id, kind, found: found.value.titles.length });
    return {
      outcome: { kind: "found", ...found.value, ...wordsFor(reading.question, text) },
      status: 200,
    };
  }
  const { failure } = found;
  context.log("title-search-failed", {
    film: film.id,
    kind,
    failure: failure.kind,
    detail: failure.detail,
  });
  if (failure.kind !== "tmdb-rate-limited") return failing(failure);
  const restSeconds = Math.min(
    failure.retryAfterSeconds ?? REST_SECONDS.usual,
    REST_SECONDS.longest,
  );
  await batch(db, [saveValue(db, "titles-rest", { until: now + restSeconds })]);
  return resting(restSeconds);
}

/** What a search was for, where its own words do not say it. */
function wordsFor(question: TitleQuestion, text: string) {
  const isNumber = question.kind === "key" && /^\s*\d+\s*$/.test(text);
  return {
    year: question.kind === "title" ? question.year : null,
    asTitle: isNumber ? text.trim() : null,
    isExact: question.kind !== "title",
  };
}

function resting(restSeconds: number): Searched {
  const wait = Math.max(1, restSeconds);
  const time =
    wait < 120 ? `${wait} second${wait === 1 ? "" : "s"}` : `${Math.ceil(wait / 60)} minutes`;
  const message = `TMDB has asked us to wait for a while. Search again in ${time}.`;
  return { outcome: { kind: "problem", message }, status: 429 };
}

function failing({ kind }: Failure): Searched {
  const { what, advice } = FAILURE_WORDS[kind];
  return { outcome: { kind: "problem", message: `${what} ${advice}` }, status: 503 };
}

interface Shown extends Searched {
  film: MatchedFilm;
  text: string;
  from: Origin;
}

async function show(
  c: Context<App>,
  { status, ...shown }: Shown,
  stored: Parameters<typeof readLayout>[0],
): Promise<Response> {
  const { context } = c.var;
  const layout = await layoutView(context, readLayout(stored, context.settings));
  return answer(c, <MatchSearchPage layout={layout} {...shown} />, status);
}
