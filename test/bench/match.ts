// Measures the matcher on real pairs of a Letterboxd film and its TMDB id: `npm exec node test/bench/match.ts`.
// The pairs are not part of the project; without ../shared/pages/match there is nothing to measure.

import { readFileSync } from "node:fs";
import papaparse from "papaparse";
import { done } from "../../src/failure.ts";
import type { TmdbKey } from "../../src/film.ts";
import { findMatch } from "../../src/tmdb/match.ts";
import { type DatedFilm, type MatchWorld, type PairedFilm, makeWorld } from "./match-world.ts";

const FOLDER = new URL("../../../shared/pages/match/", import.meta.url);

type Outcome = "right" | "wrong" | "sent";

interface Tally {
  counts: Record<Outcome, number>;
  requests: number;
  /** Why films were sent to their page, in the matcher's words. */
  reasons: Map<string, number>;
  wrongs: string[];
}

async function measure(context: MatchWorld, wideYears: boolean): Promise<Tally> {
  const tally: Tally = {
    counts: { right: 0, wrong: 0, sent: 0 },
    requests: 0,
    reasons: new Map(),
    wrongs: [],
  };
  for (const { title, year, key } of context.wanted) {
    const answer = await findMatch(
      {
        searchFilms: (query, ofYear) => {
          tally.requests += 1;
          return Promise.resolve(done(context.search("movie", query, ofYear, wideYears)));
        },
        searchTelevision: (query, ofYear) => {
          tally.requests += 1;
          return Promise.resolve(done(context.search("tv", query, ofYear, false)));
        },
      },
      { title, year },
    );
    if (!answer.ok) throw new Error("the stand-in never fails");
    const outcome = judge(answer.value.key, key);
    tally.counts[outcome] += 1;
    const { match, why, candidates } = answer.value;
    if (outcome === "sent") tally.reasons.set(why, (tally.reasons.get(why) ?? 0) + 1);
    if (outcome === "wrong") {
      const seen = candidates.map((c) => `${c.key.type} ${c.title} ${c.year} (${c.votes} votes)`);
      tally.wrongs.push(`${title} (${year}), ${match}: ${why}\n      ${seen.join("; ")}`);
    }
  }
  return tally;
}

function judge(found: TmdbKey | null, truth: TmdbKey): Outcome {
  if (found === null) return "sent";
  return found.type === truth.type && found.id === truth.id ? "right" : "wrong";
}

function readTable<Row>(name: string): Row[] {
  const text = readFileSync(new URL(name, FOLDER), "utf8");
  return papaparse.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

function report(name: string, { counts, requests, reasons, wrongs }: Tally): void {
  const all = counts.right + counts.wrong + counts.sent;
  const share = (n: number) => `${((100 * n) / all).toFixed(3)} %`;
  console.log(
    `${name}: ${all} films, right ${share(counts.right)}, sent ${share(counts.sent)}, ` +
      `wrong ${share(counts.wrong)}, ${(requests / all).toFixed(2)} requests per film`,
  );
  if (process.argv.includes("--sent")) {
    for (const [why, count] of reasons) console.log(`    ${share(count)} ${why}`);
  }
  if (process.argv.includes("--wrong")) for (const line of wrongs) console.log(`    ${line}`);
}

const pairs = readTable<PairedFilm>("pairs.csv");
const years = readTable<DatedFilm>("years.csv");
for (const retitledShare of [0.004, 0.015]) {
  for (const crowd of [0, 1, 3]) {
    for (const wideYears of [false, true]) {
      const context = makeWorld({ pairs, years, seed: 7, crowd, retitledShare });
      const search = `search by ${wideYears ? "any" : "primary"} release year`;
      const name = `retitled ${100 * retitledShare} %, crowd ×${crowd}, ${search}`;
      report(name, await measure(context, wideYears));
    }
  }
}
