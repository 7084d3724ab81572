import { describe, expect, it } from "vitest";
import type { Fetch } from "../../src/ports.ts";
import { API_KEY, TOKEN, createTmdbOf, json } from "./answering.ts";

const HTML = new Response("<html>Please log in to this hotel</html>");

/** Fails as a runtime does that names the whole address. */
const telling: Fetch = (url) => Promise.reject(new Error(`cannot reach ${url}`));

/** Begins an answer and never ends it. */
const neverEnding: Fetch = (_, init) => {
  const body = new ReadableStream({
    type: "bytes",
    start(controller) {
      init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
    },
  });
  return Promise.resolve(new Response(body));
};

describe("a question to TMDB", () => {
  it("carries an access token in a header only", async () => {
    const { tmdb, asked } = createTmdbOf([json({ results: [] })]);
    await tmdb.searchFilms("Ænima & 100 %", 1999);
    const [{ url, init } = expect.unreachable()] = asked;
    expect(new Headers(init.headers).get("Authorization")).toBe(`Bearer ${TOKEN}`);
    expect(url.origin + url.pathname).toBe("https://tmdb.test/3/search/movie");
    expect(Object.fromEntries(url.searchParams)).toEqual({ query: "Ænima & 100 %", year: "1999" });
    expect(init.redirect).toBe("manual");
  });

  it("carries an API key in the query", async () => {
    const { tmdb, asked } = createTmdbOf([json({ results: [] })], {
      key: { kind: "api-key", value: API_KEY },
    });
    await tmdb.searchTelevision("Heimat", null);
    const [{ url, init } = expect.unreachable()] = asked;
    expect(url.searchParams.get("api_key")).toBe(API_KEY);
    expect(new Headers(init.headers).has("Authorization")).toBe(false);
  });

  it("never lets the key into a failure, whatever the runtime says", async () => {
    const key = { kind: "api-key" as const, value: API_KEY };
    for (const answer of [telling, new Response("", { status: 503 }), HTML, json({})]) {
      const { tmdb } = createTmdbOf([answer], { key });
      const reading = await tmdb.searchFilms("x", 2000);
      expect(reading.ok).toBe(false);
      expect(JSON.stringify(reading)).not.toContain(API_KEY);
    }
  });

  it("fails by name when the key is no header value, without saying it", async () => {
    const { tmdb } = createTmdbOf([json({})], {
      key: { kind: "access-token", value: "two\nlines" },
    });
    const reading = await tmdb.searchFilms("x", 2000);
    expect(reading).toMatchObject({ ok: false, failure: { kind: "tmdb-unreachable" } });
    expect(JSON.stringify(reading)).not.toContain("lines");
  });
});

describe("a question that goes wrong", () => {
  it("is asked three times where a moment may help, each time after a longer wait", async () => {
    const cases: [Response | Error, string][] = [
      [new Response("", { status: 429 }), "tmdb-rate-limited"],
      [new Response("<html>at capacity</html>", { status: 502 }), "tmdb-unreachable"],
      [new TypeError("Network connection lost."), "tmdb-unreachable"],
      [HTML, "tmdb-unrecognised"],
      [new Response('{"page":1,"results":[{"id":1,"ti'), "tmdb-unrecognised"],
    ];
    for (const [answer, kind] of cases) {
      const { tmdb, asked, slept } = createTmdbOf([answer]);
      expect(await tmdb.searchFilms("x", 2000)).toMatchObject({ failure: { kind } });
      expect(asked.length).toBe(3);
      expect(slept).toEqual([500, 1000]);
    }
  });

  it("succeeds when the second answer is good", async () => {
    const { tmdb } = createTmdbOf([new Response("", { status: 500 }), json({ results: [] })]);
    expect(await tmdb.searchFilms("x", 2000)).toEqual({ ok: true, value: [] });
  });

  it("waits as long as Retry-After says, and all other requests with it", async () => {
    const { tmdb, slept, rests } = createTmdbOf([
      new Response("", { status: 429, headers: { "Retry-After": "4" } }),
      json({ results: [] }),
    ]);
    expect((await tmdb.searchFilms("x", 2000)).ok).toBe(true);
    expect(slept).toEqual([4000]);
    expect(rests).toEqual([4000]);
  });

  it("leaves it to the queue when Retry-After is longer than an invocation should wait", async () => {
    const { tmdb, asked, slept } = createTmdbOf([
      new Response("", { status: 429, headers: { "Retry-After": "120" } }),
    ]);
    expect(await tmdb.searchFilms("x", 2000)).toMatchObject({
      failure: { kind: "tmdb-rate-limited", retryAfterSeconds: 120 },
    });
    expect([asked.length, slept.length]).toEqual([1, 0]);
  });

  it("understands a Retry-After that is a date, and does without one that is nothing", async () => {
    const date = new Date(Date.now() + 60_000).toUTCString();
    const dated = createTmdbOf([
      new Response("", { status: 503, headers: { "Retry-After": date } }),
    ]);
    const reading = await dated.tmdb.searchFilms("x", 2000);
    expect(reading.ok ? null : reading.failure.retryAfterSeconds).toBeGreaterThan(50);
    const odd = createTmdbOf([
      new Response("", { status: 503, headers: { "Retry-After": "soon" } }),
    ]);
    await odd.tmdb.searchFilms("x", 2000);
    expect(odd.slept).toEqual([500, 1000]);
  });

  it("does not repeat what is refused, odd or redirected", async () => {
    const cases: [Response, string][] = [
      [json({ status_code: 7 }, { status: 401 }), "tmdb-key-refused"],
      [json({ errors: ["query must be provided"] }, { status: 422 }), "tmdb-unrecognised"],
      [new Response(null, { status: 302, headers: { Location: "/" } }), "tmdb-unrecognised"],
      [json({ results: [{ id: "seven" }] }), "tmdb-unrecognised"],
    ];
    for (const [answer, kind] of cases) {
      const { tmdb, asked } = createTmdbOf([answer]);
      expect(await tmdb.searchFilms("x", 2000)).toMatchObject({ failure: { kind } });
      expect(asked.length).toBe(1);
    }
  });
});

/** Answers with blanks for ever, and counts them. */
function endlessly() {
  const seen = { bytes: 0, cancelled: false };
  const body = new ReadableStream({
    type: "bytes",
    pull(controller) {
      controller.enqueue(new Uint8Array(100_000).fill(32));
      seen.bytes += 100_000;
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return { seen, answer: (): Promise<Response> => Promise.resolve(new Response(body)) };
}

describe("the limits of a question", () => {
  it("are those of its answer too, which is read to a limit, once, and no further", async () => {
    const { seen, answer } = endlessly();
    const { tmdb, asked } = createTmdbOf([answer]);
    const reading = await tmdb.readFilm({ type: "movie", id: 7 }, "GB");
    expect(reading).toMatchObject({ failure: { kind: "tmdb-unrecognised" } });
    expect(!reading.ok && reading.failure.detail).toBe(
      "movie/7: status 200, and more than 2000000 bytes",
    );
    expect(seen.cancelled).toBe(true);
    expect(seen.bytes).toBeLessThan(3_000_000);
    expect(asked.length).toBe(1);
  });

  it("hold for what comes with a refusal as well", async () => {
    const { seen, answer } = endlessly();
    const { tmdb } = createTmdbOf([
      async () => new Response((await answer()).body, { status: 404 }),
    ]);
    expect(await tmdb.readFilm({ type: "movie", id: 7 }, "GB")).toMatchObject({
      failure: { kind: "tmdb-unrecognised" },
    });
    expect(seen.bytes).toBeLessThan(3_000_000);
  });

  it("is given up after its time, also in the middle of an answer", async () => {
    const { tmdb } = createTmdbOf([neverEnding], { timeoutMs: 20 });
    expect(await tmdb.searchFilms("x", 2000)).toMatchObject({
      failure: { kind: "tmdb-unreachable", detail: "search/movie: no answer within 0.02 seconds" },
    });
  });

  it("is not asked beyond the budget, repeated requests counted", async () => {
    const { tmdb, asked } = createTmdbOf([new Response("", { status: 500 })], { budget: 4 });
    expect(await tmdb.searchFilms("x", 2000)).toMatchObject({
      failure: { kind: "tmdb-unreachable" },
    });
    for (const question of [
      () => tmdb.searchTelevision("x", 2000),
      () => tmdb.readFilm({ type: "movie", id: 1 }, "GB"),
      () => tmdb.listProviders("GB"),
    ]) {
      expect(await question()).toMatchObject({ failure: { kind: "out-of-budget" } });
    }
    expect(asked.length).toBe(4);
  });
});
