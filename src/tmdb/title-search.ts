// The owner's own search for a title, on the page on which a match is mended. Somebody waits for it, so that nothing is
// asked twice; and it all runs within one request, whose CPU time is short: see directors.ts.

import { type Result, done, failed } from "../failure.ts";
import type { TmdbKey } from "../film.ts";
import type { FoundTitle, FoundTitles, TitleQuestion } from "../found-title.ts";
import type { TitleSearch } from "../ports.ts";
import { parseFoundFilms, parseFoundTelevision } from "./answers.ts";
import { type Ask, type AskOptions, createAsk } from "./ask.ts";
import { namesOf } from "./credits.ts";
import { findDirectors } from "./directors.ts";
import { readId, readList, readRecord, readText } from "./fields.ts";
import { rank } from "./likelihood.ts";
import { sleepByTimer } from "./pace.ts";

/** Each costs one further request, and a third of a millisecond of CPU time if its credits are long. */
export const MOST_SHOWN = 6;

/** Two searches, two more without the year, and one for each title that is shown. */
const REQUESTS_A_PRESS = 4 + MOST_SHOWN;

const TIMEOUT_MS = { titles: 6000, makers: 4000 };

/** Five times the longest credits that a film is known to have. */
const MAX_CREDITS_BYTES = 1_000_000;

const LONGEST_OVERVIEW = 300;
const MOST = { found: 40, makers: 4 };

export type TitleSearchOptions = Pick<AskOptions, "fetch" | "key" | "origin" | "pace"> &
  Partial<Pick<AskOptions, "timeoutMs">>;

/** Make one for each invocation, because it counts that invocation's requests; all of them share `pace`. */
export function createTitleSearch(options: TitleSearchOptions): TitleSearch {
  const once = {
    budget: REQUESTS_A_PRESS,
    sleep: sleepByTimer,
    random: Math.random,
    retries: 0,
  };
  const ask = createAsk({ ...once, timeoutMs: TIMEOUT_MS.titles, ...options });
  const makers = { ...once, timeoutMs: TIMEOUT_MS.makers, ...options };
  const askSeries = createAsk(makers);
  const askCredits = createAsk({
    ...makers,
    maxBytes: MAX_CREDITS_BYTES,
    parse: findDirectors,
  });

  return {
    async find(question) {
      const found = await findTitles(ask, question);
      if (!found.ok) return found;
      const shown = found.value.titles.slice(0, MOST_SHOWN);
      const titles = await Promise.all(
        shown.map(async (title) => ({
          ...title,
          by: await readMakers(askCredits, askSeries, title.key),
        })),
      );
      return done({
        ...found.value,
        titles,
        more: found.value.more || found.value.titles.length > shown.length,
      });
    },
  };
}

async function findTitles(ask: Ask, question: TitleQuestion): Promise<Result<FoundTitles>> {
  switch (question.kind) {
    case "title":
      return findByTitle(ask, question);
    case "imdb":
      return findByImdb(ask, question.id);
    case "key":
      return findByKey(ask, question.key);
  }
}

/** Years often differ by one, and a title may end in what looks like a year: so without any, other years count too. */
async function findByTitle(
  ask: Ask,
  wanted: { title: string; year: number | null },
): Promise<Result<FoundTitles>> {
  const found = await searchBoth(ask, wanted);
  if (!found.ok || found.value.titles.length > 0 || wanted.year === null) return found;
  const wider = await searchBoth(ask, { ...wanted, year: null });
  return wider.ok ? done({ ...wider.value, otherYears: wider.value.titles.length > 0 }) : wider;
}

async function searchBoth(
  ask: Ask,
  wanted: { title: string; year: number | null },
): Promise<Result<FoundTitles>> {
  const { title, year } = wanted;
  const query = { query: title };
  const [films, series] = await Promise.all([
    ask("search/movie", year === null ? query : { ...query, year: String(year) }),
    ask("search/tv", year === null ? query : { ...query, first_air_date_year: String(year) }),
  ]);
  const movie = readFound(films, "movie");
  if (!movie.ok) return movie;
  const tv = readFound(series, "tv");
  if (!tv.ok) return tv;
  // Both are in TMDB's own order, which decides where title, year and fame do not.
  const titles = [...movie.value.titles, ...tv.value.titles]
    .map((found, i) => ({ found, odds: rank(wanted, found).odds, i }))
    .toSorted((a, b) => b.odds - a.odds || a.i - b.i)
    .map(({ found }) => found);
  return done({ titles, more: movie.value.more || tv.value.more, otherYears: false });
}

async function findByImdb(ask: Ask, id: string): Promise<Result<FoundTitles>> {
  const answer = await ask(`find/${id}`, { external_source: "imdb_id" });
  if (!answer.ok) return answer;
  if (!answer.value.found) return done(NOTHING);
  const wire = readRecord(answer.value.json);
  const films = readResults({ results: wire?.["movie_results"] }, "movie");
  if (!films.ok) return films;
  const series = readResults({ results: wire?.["tv_results"] }, "tv");
  if (!series.ok) return series;
  return done({ ...NOTHING, titles: [...films.value.titles, ...series.value.titles] });
}

/** The details of a title have the fields of one that a search found, and more. */
async function findByKey(ask: Ask, key: TmdbKey): Promise<Result<FoundTitles>> {
  const what = `${key.type}/${key.id}`;
  const answer = await ask(what);
  if (!answer.ok) return answer;
  if (!answer.value.found) return done(NOTHING);
  const details = readRecord(answer.value.json);
  if (readId(details?.["id"]) !== key.id) {
    return failed("tmdb-unrecognised", `${what}: came as another title`);
  }
  // Whoever names a bonus disc by its number means it.
  return readResults({ results: [{ ...details, video: false }] }, key.type);
}

const NOTHING: FoundTitles = { titles: [], more: false, otherYears: false };

function readFound(answer: Awaited<ReturnType<Ask>>, type: TmdbKey["type"]): Result<FoundTitles> {
  if (!answer.ok) return answer;
  if (!answer.value.found) return failed("tmdb-unrecognised", "an address of TMDB is gone (404)");
  return readResults(answer.value.json, type);
}

function readResults(json: unknown, type: TmdbKey["type"]): Result<FoundTitles> {
  const found = type === "movie" ? parseFoundFilms(json) : parseFoundTelevision(json);
  if (!found.ok) return found;
  const records = readList(readRecord(json)?.["results"], MOST.found).map(readRecord);
  const titles = found.value.map((candidate): FoundTitle => {
    const wire = records.find((record) => readId(record?.["id"]) === candidate.key.id);
    return { ...candidate, overview: readText(wire?.["overview"], LONGEST_OVERVIEW), by: null };
  });
  return done({ titles, more: found.more === true, otherYears: false });
}

/** null: TMDB did not say, which nobody should wait for any longer. */
async function readMakers(
  askCredits: Ask,
  askSeries: Ask,
  { type, id }: TmdbKey,
): Promise<string[] | null> {
  const answer =
    type === "movie" ? await askCredits(`movie/${id}/credits`) : await askSeries(`tv/${id}`);
  if (!answer.ok || !answer.value.found) return null;
  const { json } = answer.value;
  const people = type === "movie" ? json : readRecord(json)?.["created_by"];
  return namesOf(readList(people, MOST.makers), MOST.makers);
}
