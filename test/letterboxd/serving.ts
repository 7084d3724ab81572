// A Letterboxd for tests: asks nobody, gives the answer that a test has prepared, and remembers what it was asked.

import { createLetterboxd } from "../../src/letterboxd/index.ts";
import type { Letterboxd } from "../../src/ports.ts";

export interface Asked {
  url: string;
  init: RequestInit;
}

export type Answering = (url: string, init: RequestInit) => Response | Promise<Response>;

export function serving(answering: Answering, timeoutMs = 20_000): Letterboxd & { asked: Asked[] } {
  const asked: Asked[] = [];
  const letterboxd = createLetterboxd({
    fetch: async (url, init = {}) => {
      asked.push({ url, init });
      return await answering(url, init);
    },
    origin: "https://letterboxd.com",
    userAgent: "watchwhere/test (+https://example.org/watchwhere)",
    timeoutMs,
  });
  return { ...letterboxd, asked };
}
