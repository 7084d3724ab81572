// TMDB: which films there are, who made them, and where they can be watched. Five questions; every answer goes through
// answers.ts or credits.ts, which are the files to fix when `tmdb-unrecognised` shows up. match.ts decides which film a
// title means, brands.ts which services are shown as one.

import { type Result, done, failed } from "../failure.ts";
import type { Provider } from "../film.ts";
import type { Tmdb } from "../ports.ts";
import {
  type RankedProvider,
  parseFilm,
  parseFoundFilms,
  parseFoundTelevision,
  parseProviderList,
} from "./answers.ts";
import { type Answer, type AskOptions, createAsk } from "./ask.ts";
import { parseCredits, VIDEO_LANGUAGES } from "./credits.ts";
import { sleepByTimer } from "./pace.ts";

/** A message of five films needs at most twenty requests, not counting repeated ones. Cloudflare's Free plan
 * grants an invocation fifty, and D1 needs some of them. */
const REQUESTS_PER_INVOCATION = 40;
const TIMEOUT_MS = 15_000;

export type TmdbOptions = Pick<AskOptions, "fetch" | "key" | "origin" | "pace"> &
  Partial<Pick<AskOptions, "budget" | "sleep" | "random" | "timeoutMs">>;

/** Make one for each invocation, because it counts that invocation's requests; all of them share `pace`. */
export function createTmdb(options: TmdbOptions): Tmdb {
  const ask = createAsk({
    budget: REQUESTS_PER_INVOCATION,
    sleep: sleepByTimer,
    random: Math.random,
    timeoutMs: TIMEOUT_MS,
    ...options,
  });

  return {
    async searchFilms(title, year) {
      const query = year === null ? { query: title } : { query: title, year: String(year) };
      return parsed(await ask("search/movie", query), parseFoundFilms);
    },

    async searchTelevision(title, year) {
      const query =
        year === null ? { query: title } : { query: title, first_air_date_year: String(year) };
      return parsed(await ask("search/tv", query), parseFoundTelevision);
    },

    async readFilm(key, countries, { withReleases = false } = {}) {
      // TMDB has none of series.
      const more = withReleases && key.type === "movie" ? ",release_dates" : "";
      const answer = await ask(`${key.type}/${key.id}`, {
        append_to_response: `watch/providers${more}`,
      });
      if (answer.ok && !answer.value.found) return done(null);
      return parsed(answer, (json) => parseFilm(json, key, countries));
    },

    async readCredits(key) {
      const answer = await ask(`${key.type}/${key.id}`, {
        append_to_response: "credits,videos",
        include_video_language: VIDEO_LANGUAGES,
      });
      if (answer.ok && !answer.value.found) return done(null);
      return parsed(answer, (json) => parseCredits(json, key));
    },

    async listProviders(country) {
      const ranked: RankedProvider[] = [];
      for (const type of ["movie", "tv"]) {
        const answer = await ask(`watch/providers/${type}`, { watch_region: country });
        const list = parsed(answer, (json) => parseProviderList(json, country));
        if (!list.ok) return list;
        ranked.push(...list.value);
      }
      return done(inOrder(ranked));
    },
  };
}

function parsed<Reading extends Result<unknown>>(
  answer: Result<Answer>,
  parse: (json: unknown) => Reading,
): Reading | ReturnType<typeof failed> {
  if (!answer.ok) return answer;
  if (!answer.value.found) return failed("tmdb-unrecognised", "an address of TMDB is gone (404)");
  return parse(answer.value.json);
}

/** Each service once, at the better of its places. */
function inOrder(ranked: RankedProvider[]): Provider[] {
  const byRank = ranked.toSorted((a, b) => compare(a.rank, b.rank));
  return [...new Map(byRank.map(({ provider }) => [provider.id, provider])).values()];
}

/** Subtraction would not do: two services without a place are both at infinity. */
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
