// How fast TMDB is asked: a token bucket and a limit on connections, made once per isolate and shared by all
// that runs in it, because TMDB counts by address. Nothing here awaits another invocation's promise, which in
// workerd may never resolve: whoever has to wait does so by a timer of their own.

import type { Clock } from "../ports.ts";

export type Sleep = (ms: number) => Promise<void>;

export interface Pace {
  /** Runs one request, including its body, as soon as a token and a connection are free. */
  run<T>(request: () => Promise<T>): Promise<T>;
  /** Starts no request for this long: a 429 to one is a 429 to all. */
  rest(ms: number): void;
}

export interface PaceOptions {
  perSecond: number;
  /** How many requests may start at once after a pause; no second ever sees more than `perSecond + burst`. */
  burst: number;
  now?: Clock;
  sleep?: Sleep;
}

/** Cloudflare allows an invocation six connections; TMDB's edge has been seen to allow an address twenty. */
const CONNECTIONS = 6;

/** An invocation that is cut off never gives its connection back: after this long it counts as free again. */
const CONNECTION_LEASE_MS = 30_000;

const CONNECTION_POLL_MS = 20;

export const sleepByTimer: Sleep = (ms) =>
  // oxlint-disable-next-line promise/avoid-new -- a timer has no other way to become a promise
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

export function createPace(options: PaceOptions): Pace {
  const { perSecond, burst, now = () => Date.now(), sleep = sleepByTimer } = options;
  const connections = new Set<{ takenAt: number }>();
  let tokens = burst;
  let filledAt = now();
  let restUntil = 0;

  /** Takes a token, or says how many milliseconds it is until there is one. A token is taken only when it is
   * used, so that late timers cannot pile up requests. */
  function takeToken(): number {
    const at = now();
    if (at < restUntil) return restUntil - at;
    tokens = Math.min(burst, tokens + (Math.max(0, at - filledAt) * perSecond) / 1000);
    filledAt = at;
    if (tokens < 1) return Math.ceil(((1 - tokens) * 1000) / perSecond);
    tokens -= 1;
    return 0;
  }

  function takeConnection(): { takenAt: number } | null {
    for (const connection of connections) {
      if (now() - connection.takenAt > CONNECTION_LEASE_MS) connections.delete(connection);
    }
    if (connections.size >= CONNECTIONS) return null;
    const connection = { takenAt: now() };
    connections.add(connection);
    return connection;
  }

  return {
    async run(request) {
      let connection = takeConnection();
      for (; connection === null; connection = takeConnection()) await sleep(CONNECTION_POLL_MS);
      try {
        for (let waitMs = takeToken(); waitMs > 0; waitMs = takeToken()) await sleep(waitMs);
        connection.takenAt = now();
        return await request();
      } finally {
        connections.delete(connection);
      }
    },
    rest(ms) {
      restUntil = Math.max(restUntil, now() + ms);
    },
  };
}
