// What it costs to read the neighbours' answers, in CPU time less what a request costs that reads nothing:
// npm exec -- node test/bench/neighbours.ts, or with one reading's name behind it. On the Free plan an invocation has 10 ms.

import { existsSync, readFileSync } from "node:fs";
import { Miniflare } from "miniflare";
import { FILMS, filmPage, listPage, watchlistPage, type PageFilm } from "../letterboxd/pages.ts";
import { filmOf } from "../stand-ins/film.ts";
import { creditsAnswer } from "../stand-ins/tmdb/answers.ts";
import { crewAnswer } from "../stand-ins/tmdb/crew.ts";
import { aMovie, aService, offering } from "../tmdb/answers.ts";
import { bundle, cpuMs, findWorkerd } from "./workerd.ts";

const REQUESTS = 400;
const CAPTURES = new URL("../../../shared/pages/", import.meta.url);

function someFilms(length: number): PageFilm[] {
  return Array.from({ length }, (_, i) => {
    const film = FILMS[i % FILMS.length] ?? FILMS[0];
    if (film === undefined) throw new Error("there are no films to write");
    return { ...film, slug: `${film.slug}-${i}` };
  });
}

/** Menus that have nothing to do with the films, in front of the grid. */
function withMenus(page: string, count: number): string {
  const menu = `<li class="some-menu"><a href="/adaexample/watchlist/on/a-service/" class="item">A Service</a></li>\n`;
  return page.replace('<ul class="smenu-menu">', `<ul class="smenu-menu">${menu.repeat(count)}`);
}

/** As long as a real page: 28 films. */
function longWatchlist(): string {
  return withMenus(watchlistPage("G4", { films: someFilms(28), total: 267, pages: 10 }), 900);
}

/** As long as the longest that were told of: 100 films, and 2,400 bytes for each of them. */
function longList(): string {
  const page = listPage("G4", { films: someFilms(100), total: 601, pages: 7 });
  const more = ` data-resolvable-poster-path='{&quot;postered&quot;:{&quot;lid&quot;:&quot;a1B2&quot;}}'`;
  const heavier = page.replaceAll(' data-target-link="', `${more.repeat(17)} data-target-link="`);
  return withMenus(heavier, 900);
}

function longFilmPage(): string {
  const review = `<div class="review"><p>A film with <a href="/film/x/">a boat</a> in it.</p></div>\n`;
  const page = filmPage({ link: "https://www.themoviedb.org/movie/5/" });
  return page.replace("<footer>", `${review.repeat(3000)}<footer>`);
}

function capture(name: string): string | null {
  const file = new URL(name, CAPTURES);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** A film that is offered in a hundred countries, as a well-known one is. */
function longFilm(): string {
  const services = Array.from({ length: 9 }, (_, i) => aService(i, `A Service of ${i} Names`));
  const offers = { link: "https://www.themoviedb.org/movie/7/watch", flatrate: services };
  const countries = Array.from({ length: 100 }, (_, i) => [`${i}`, offers] as const);
  return JSON.stringify(offering(aMovie(), { GB: offers, ...Object.fromEntries(countries) }));
}

/** Of a film of five hundred people. */
function longCredits(): string {
  const { tmdb } = filmOf({ title: "Many People" });
  return tmdb === null ? "" : JSON.stringify(crewAnswer(tmdb, 500));
}

/** The details of a film of so many people. */
function detailsOf(people: number): string {
  const { tmdb } = filmOf({ title: "Many People", tmdb: { key: { type: "movie", id: 7 } } });
  return tmdb === null ? "" : JSON.stringify({ ...aMovie(), ...creditsAnswer(tmdb, people) });
}

async function measure(
  reading: string,
  html: string,
): Promise<{ first: number; sorted: number[] }> {
  const miniflare = new Miniflare({
    cf: false,
    enableDevRegistry: false,
    unsafeLocalExplorer: false,
    logRequests: false,
    telemetry: { enabled: false },
    workers: [
      {
        config: {
          name: "bench",
          compatibilityDate: "2026-11-01",
          manifest: readAnswers,
        },
        dev: { rootPath: process.cwd() },
      },
    ],
  });
  const url = new URL(reading, await miniflare.ready);
  const idle = new URL("/nothing", url);
  const pid = findWorkerd();
  const costOf = async (address: URL): Promise<number> => {
    const before = cpuMs(pid);
    const answer = await (await fetch(address)).text();
    if (answer !== "read") throw new Error(`${reading}: ${answer}`);
    return cpuMs(pid) - before;
  };

  await fetch(idle, { method: "PUT", body: html });
  const first = await costOf(url);
  const costs: number[] = [];
  const idleCosts: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    idleCosts.push(await costOf(idle));
    costs.push(await costOf(url));
  }
  await miniflare.dispose();
  const idleMedian = idleCosts.toSorted((a, b) => a - b)[REQUESTS / 2] ?? 0;
  const sorted = costs.map((cost) => cost - idleMedian).toSorted((a, b) => a - b);
  return { first: first - idleMedian, sorted };
}

const readAnswers = bundle("read-answers");
const only = process.argv[2];
const runs: [string, string, string | null][] = [
  ["watchlist", "28 films, written", longWatchlist()],
  ["watchlist", "28 films, a capture", capture("letterboxd/kennytdm-debug_response.html")],
  ["list", "100 films, written", longList()],
  ["list", "100 films, a capture", capture("lists/scrapxd-list-p2.html")],
  ["list", "the same, as served", capture("lists/derived-youngjaek-list-ranked-p1-unwrapped.html")],
  ["film", "written", longFilmPage()],
  ["film", "a capture", capture("letterboxd/youngjaek-film-mulholland-drive.html")],
  ["slowly", "28 films, written", longWatchlist()],
  ["slowly", "28 films, a capture", capture("letterboxd/kennytdm-debug_response.html")],
  ["five", "of TMDB's, written", longFilm()],
  ["five", "of TMDB's, a capture", capture("tmdb/movies__details_with_append_to_response.json")],
  ["three", "films' credits", detailsOf(300)],
  ["three", "of very many people", detailsOf(900)],
  ["search", "six films' credits", longCredits()],
];
for (const [reading, page, html] of runs) {
  if (html === null || (only !== undefined && only !== reading)) continue;
  const { first, sorted } = await measure(reading, html);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  console.log(
    `${reading.padEnd(9)} ${page.padEnd(20)} ${String(Math.round(html.length / 1000)).padStart(4)} kB  ` +
      `first ${first.toFixed(1).padStart(5)} ms  median ${at(0.5).padStart(5)} ms  p99 ${at(0.99).padStart(5)} ms`,
  );
}
