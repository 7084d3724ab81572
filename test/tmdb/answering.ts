// A TMDB adapter whose answers are given one by one, and what was asked for them.

import type { Fetch } from "../../src/ports.ts";
import { createTmdb, type TmdbOptions } from "../../src/tmdb/index.ts";
import { createPace } from "../../src/tmdb/pace.ts";

export const TOKEN = "eyJhbGciOiJIUzI1NiJ9.secret.part";
export const API_KEY = "0123456789abcdef0123456789abcdef";

/** TMDB, answering each request with the next of these; the last one stays. */
export function createTmdbOf(
  answers: (Response | Error | Fetch)[],
  options: Partial<TmdbOptions> = {},
) {
  const asked: { url: URL; init: RequestInit }[] = [];
  const slept: number[] = [];
  const rests: number[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    asked.push({ url: new URL(url), init });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    if (answer instanceof Response) return answer.clone();
    if (answer === undefined) throw new Error("the test gave no answer");
    return answer(url, init);
  };
  const pace = createPace({ perSecond: 1000, burst: 1000 });
  const tmdb = createTmdb({
    fetch,
    key: { kind: "access-token", value: TOKEN },
    origin: "https://tmdb.test",
    pace: { run: (request) => pace.run(request), rest: (ms) => rests.push(ms) },
    random: () => 0.5,
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
    ...options,
  });
  return { tmdb, asked, slept, rests };
}

export const json = (value: unknown, init?: ResponseInit) => Response.json(value, init);
