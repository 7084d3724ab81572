// What a program asks of the running app.

import { setTimeout as sleep } from "node:timers/promises";

export interface StatusAnswer {
  state: "idle" | "reading" | "looking-up";
  progress: { pagesRead: number; filmsDone: number; filmsTotal: number };
  lastRefresh: {
    trigger: string;
    outcome: string;
    films: number;
    added: number;
    removed: number;
    failure: { kind: string } | null;
  } | null;
}

export interface FilmAnswer {
  slug: string;
  title: string;
  listed: boolean;
  match: string;
  checkedAt: string | null;
  tmdb: { type: string; id: number } | null;
  offers: Record<string, { id: number; name: string }[]>;
}

export async function askJson<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, { ...init, headers: { Accept: "application/json" } });
  return (await response.json()) as T;
}

/** Waits until no refresh is under way and one has ended. */
export async function untilIdle(url: string, withinMs: number): Promise<StatusAnswer> {
  const end = Date.now() + withinMs;
  for (;;) {
    const status = await askJson<StatusAnswer>(`${url}/api/status`);
    if (status.state === "idle" && status.lastRefresh !== null) return status;
    if (Date.now() > end) throw new Error(`Still busy: ${JSON.stringify(status)}`);
    await sleep(200);
  }
}
