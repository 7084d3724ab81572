// What happens in those eighty days, and in the two refreshes that are left half done: the list grows and
// shrinks, services get films and lose them, exports come in, the owner decides, the neighbours fail.

import type { StandInFilm } from "../../stand-ins/film.ts";
import { findFilm } from "../../stand-ins/films.ts";
import type { ServedStandIns } from "../../stand-ins/serve.ts";
import type { HeldMessage, RunningWorker } from "../run-worker.ts";
import { snapshotOf, type ShownMatch } from "../snapshot.ts";
import { chosenBy, exported, exportRow, later, newDoubtful } from "./films.ts";
import { moveOffers } from "./move-offers.ts";

export interface Scene {
  worker: RunningWorker;
  standIns: ServedStandIns;
  /** The moment at which the databases are kept, in milliseconds since 1970. */
  now: number;
}

const DAY = 86_400_000;

/** Films that leave the list before the move to Britain keep offers of the other country. */
export async function liveInTheStates({ worker, now }: Scene): Promise<void> {
  await worker.setClock(now - 80.3 * DAY);
  await worker.tick("@start");
  await worker.deliverAll();
}

export async function liveInBritain(scene: Scene): Promise<void> {
  const { worker, standIns, now } = scene;
  const { letterboxd, tmdb } = standIns;
  const day = (ago: number) => worker.setClock(now - ago * DAY);

  await day(79.2);
  leaveList(scene, 1, 3);
  await refresh(scene, "tick");
  await chooseServices(worker, {});

  await day(58.6);
  leaveList(scene, 2, 2);
  await moveOffers(standIns, 1);
  await refresh(scene, "tick");

  await day(50.3);
  await bringIn(scene, exportOf(scene, { live: [0, 110], own: [0, 24] }));

  await day(44.4);
  await moveOffers(standIns, 2);
  await refresh(scene, "tick");

  await day(30.2);
  await bringIn(scene, exportOf(scene, { live: [12, 120], own: [6, 33] }));
  await decide(scene);

  await day(27.6);
  letterboxd.mode = "challenged";
  await refresh(scene, "button");
  letterboxd.mode = "ok";

  await day(20.4);
  joinList(scene, later.slice(0, 6));
  leaveList(scene, 3, 5);
  await moveOffers(standIns, 3);
  await refresh(scene, "tick");

  await day(13.3);
  await moveOffers(standIns, 4);
  failOf(scene, "dune-2021", "her");
  await refresh(scene, "button");
  tmdb.clear();

  await day(5.4);
  joinList(scene, later.slice(6, 14));
  leaveList(scene, 4, 2);
  await moveOffers(standIns, 5);
  await refresh(scene, "tick");

  await day(2.6);
  joinList(scene, later.slice(14, 14 + 1000 - letterboxd.films.length));
  await moveOffers(standIns, 6);
  tmdb.kill(DYING);
  failOf(scene, "roma-2018", "carol-2015");
  await refresh(scene, "button");
  tmdb.clear();
}

/** Answers what is in the queues then. */
export async function readHalf(scene: Scene): Promise<HeldMessage[]> {
  const { worker, standIns, now } = scene;
  await worker.setClock(now - 40_000);
  joinList(scene, [...later.slice(40, 52), ...newDoubtful.slice(0, 2)]);
  await post(worker, "/refresh?full=1", {});
  const lookups: HeldMessage[] = [];
  const failing = standIns.letterboxd.films.find(({ tmdb }) => tmdb !== null);
  if (failing !== undefined) failOf(scene, failing.slug);
  let held = await worker.takeHeld();
  for (let page = 1; page <= 3; page++) {
    lookups.push(...held.filter(isForLookups));
    await worker.deliver(held.filter(isForPages));
    held = await worker.takeHeld();
  }
  const [begun, ...waiting] = [...lookups, ...held.filter(isForLookups)];
  if (begun === undefined) throw new Error("Nothing is looked up while the list is read.");
  await worker.deliver([begun]);
  const again = await worker.takeHeld();
  return [...held.filter(isForPages), ...again, ...waiting];
}

/** Answers what is in the queues then. */
export async function lookUpHalf(scene: Scene): Promise<HeldMessage[]> {
  const { worker, standIns, now } = scene;
  await worker.setClock(now - 120_000);
  await chooseServices(worker, { rent: "1" });
  joinList(scene, [...later.slice(52), ...newDoubtful.slice(2)]);
  leaveList(scene, 5, 2);
  const slugs = standIns.letterboxd.films.map(({ slug }) => slug);
  failOf(scene, ...slugs.slice(20, 21), ...slugs.slice(40, 41));
  await post(worker, "/refresh", {});
  const lookups: HeldMessage[] = [];
  let held = await worker.takeHeld();
  while (held.some(isForPages)) {
    lookups.push(...held.filter(isForLookups));
    await worker.deliver(held.filter(isForPages));
    held = await worker.takeHeld();
  }
  lookups.push(...held);
  const third = Math.round(lookups.length / 3);
  await worker.deliver(lookups.slice(0, third));
  return [...(await worker.takeHeld()), ...lookups.slice(third)];
}

function isForPages({ queue }: HeldMessage): boolean {
  return queue === "pages";
}

function isForLookups({ queue }: HeldMessage): boolean {
  return queue === "lookups";
}

async function refresh({ worker }: Scene, by: "tick" | "button"): Promise<void> {
  if (by === "tick") await worker.tick();
  else await post(worker, "/refresh", {});
  await worker.deliverAll();
}

/** Five that are paid for, and all free ones but two. */
async function chooseServices(worker: RunningWorker, more: Record<string, string>): Promise<void> {
  const choice = new URLSearchParams({ form: "1", ...more });
  for (const id of [8, 11, 337, 591, 350, 38, 73, 103, 191, 300]) choice.append("service", `${id}`);
  for (const id of [38, 41, 73, 103, 191, 300, 538]) choice.append("free", `${id}`);
  await post(worker, "/services", choice);
}

/** Without films in doubt, which are to stay. */
function leaveList({ standIns: { letterboxd } }: Scene, wave: number, count: number): void {
  const going = chosenBy(`leave ${wave}`, letterboxd.films).slice(0, count);
  for (const { slug } of going) letterboxd.remove(slug);
}

function joinList({ standIns: { letterboxd } }: Scene, films: readonly StandInFilm[]): void {
  for (const film of films) letterboxd.add(film);
}

/** TMDB has an error for these until its orders are cleared. */
function failOf({ standIns: { tmdb, letterboxd } }: Scene, ...slugs: string[]): void {
  for (const slug of slugs) {
    const key = (letterboxd.films.find((film) => film.slug === slug) ?? findFilm(slug)).tmdb?.key;
    if (key !== undefined) tmdb.play({ mode: "server-error", path: `/3/${key.type}/${key.id}` });
  }
}

interface ExportParts {
  /** From and to: of the films of the list as it is. */
  live: [number, number];
  /** Of those that only the export has. */
  own: [number, number];
}

/** Oldest first, as Letterboxd gives it. One row has an address of the old kind, one has none. */
function exportOf({ standIns, now }: Scene, { live, own }: ExportParts): string {
  const inBoth = chosenBy("export", standIns.letterboxd.films).slice(...live);
  const films = [...inBoth, ...exported.slice(...own)];
  const rows = films.map((film, i) => {
    const addedOn = new Date(now - (400 - i) * DAY).toISOString().slice(0, 10);
    const [old, none] = [exported[8], exported[9]];
    if (film === old) return exportRow(film, addedOn, `https://letterboxd.com/film/${film.slug}/`);
    return film === none ? exportRow(film, addedOn, "") : exportRow(film, addedOn);
  });
  return ["Date,Name,Year,Letterboxd URI", ...rows, ""].join("\n");
}

async function bringIn({ worker }: Scene, csv: string): Promise<void> {
  const form = new FormData();
  form.append("file", new File([csv], "watchlist.csv", { type: "text/csv" }));
  await post(worker, "/import", form);
  await worker.deliverAll();
}

/** Picked by the owner, and gone from TMDB later. */
const DYING = { type: "movie", id: 900_103 } as const;

/** Two of the candidates, two that were likely, two pasted links, two that TMDB does not have. */
async function decide({ worker }: Scene): Promise<void> {
  const { matches: asked } = await snapshotOf(worker.fetch, "matches");
  const of = (doubt: string) => asked.filter((match) => match.doubt === doubt);
  const choose = async (match: ShownMatch | undefined, fields: Record<string, string>) => {
    if (match === undefined) throw new Error("There are too few films in doubt.");
    await post(worker, `/matches/${match.film}`, fields);
    await worker.deliverAll();
  };
  const [first, second, third, fourth] = of("unsure");
  await choose(first, { link: first?.candidates[0] ?? "" });
  await choose(second, { link: second?.candidates[1] ?? "" });
  await choose(third, { choice: "not-on-tmdb" });
  await choose(fourth, { link: `https://www.themoviedb.org/movie/${DYING.id}` });
  const [likely, likelier, other] = of("likely");
  await choose(likely, { link: likely?.candidates[0] ?? "" });
  await choose(likelier, { link: likelier?.candidates[0] ?? "" });
  await choose(other, { link: "tv/87108" });
  await choose(of("not-found")[0], { choice: "not-on-tmdb" });
}

async function post(
  worker: RunningWorker,
  path: string,
  fields: Record<string, string> | URLSearchParams | FormData,
): Promise<void> {
  const isForm = fields instanceof URLSearchParams || fields instanceof FormData;
  const body = isForm ? fields : new URLSearchParams(fields);
  const answer = await worker.fetch(path, { method: "POST", body });
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
