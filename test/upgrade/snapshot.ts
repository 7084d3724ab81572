// What the app tells a member, as plain values, so that two versions of it can be compared over the same
// database. (Not the app's own snapshot, of which it knows nothing.) Words of the page are left out, for they may
// change; what the page says with them may not. If a later version's markup differs, mend the selectors here: they
// have to find the kept Worker's page as well.

import { parseHTML } from "linkedom";
import type { RunningWorker } from "./run-worker.ts";

type Ask = Pick<RunningWorker, "fetch">["fetch"];

export interface ShownFilm {
  /** mine, elsewhere, nowhere or unknown. */
  group: string;
  title: string;
  /** The path of its own page. */
  address: string;
  /** By name, in the order of the logos. */
  services: string[];
}

interface Movement {
  /** It came to a service of mine; else it left one. */
  came: boolean;
  /** Films of one week, or of one day, stand together. */
  week: number;
  title: string;
  service: string;
}

export interface ShownMatch {
  /** Why the owner is asked: gone, unsure, not-found, likely or decided. */
  doubt: string;
  /** The number in the address of its page. */
  film: number;
  title: string;
  /** Titles of TMDB, as `movie/949`. Not among them: the one that the owner has picked. */
  candidates: string[];
}

export interface Snapshot {
  headline: { mine: number; total: number };
  films: ShownFilm[];
  movements: Movement[];
  /** Ticked on the page of services; `rent` and `buy` are among them. */
  ticked: string[];
  matches: ShownMatch[];
  /** The import that can be undone; null: none. */
  undoable: { id: number; file: string } | null;
  apiFilms: Record<string, unknown>;
  /** Without the moment at which it was made. */
  exportJson: Record<string, unknown>;
  /** Line by line. */
  exportCsv: string[];
  refreshes: Record<string, unknown>;
}

/** Each part asks for the pages that it is read from. */
const PARTS: { [Part in keyof Snapshot]: (ask: Ask) => Promise<Snapshot[Part]> } = {
  headline: async (ask) => headlineOf(await see(ask, "/")),
  films: async (ask) => (await seeAll(ask, "/")).flatMap(filmsOf),
  movements: async (ask) => movementsOf(await see(ask, "/new")),
  ticked: async (ask) => tickedOf(await see(ask, "/services")),
  matches: async (ask) => (await seeAll(ask, "/matches")).flatMap(matchesOf),
  undoable: async (ask) => undoableOf(await see(ask, "/import")),
  apiFilms: (ask) => json(ask, "/api/films"),
  exportJson: async (ask) => ({ ...(await json(ask, "/export.json")), exportedAt: null }),
  exportCsv: async (ask) => (await text(ask, "/export.csv")).split("\r\n"),
  refreshes: (ask) => json(ask, "/refreshes.json"),
};

/** All of it, or some parts: the films alone are thirty pages. */
export async function snapshotOf(ask: Ask): Promise<Snapshot>;
export async function snapshotOf<Part extends keyof Snapshot>(
  ask: Ask,
  ...parts: Part[]
): Promise<Pick<Snapshot, Part>>;
export async function snapshotOf(ask: Ask, ...parts: (keyof Snapshot)[]): Promise<unknown> {
  const shown: [string, unknown][] = [];
  for (const part of parts.length > 0 ? parts : (Object.keys(PARTS) as (keyof Snapshot)[])) {
    shown.push([part, await PARTS[part](ask)]);
  }
  return Object.fromEntries(shown);
}

/** As much of a document as is looked at here. */
interface Tag {
  textContent: string;
  getAttribute: (name: string) => string | null;
  closest: (selector: string) => Tag | null;
  querySelector: (selector: string) => Tag | null;
  querySelectorAll: (selector: string) => Iterable<Tag>;
}

function headlineOf(page: Tag): Snapshot["headline"] {
  const words = one(page, "h1").textContent.replaceAll(",", "");
  const [mine = Number.NaN, total = Number.NaN] = (words.match(/\d+/g) ?? []).map(Number);
  return { mine, total };
}

function filmsOf(page: Tag): ShownFilm[] {
  return all(page, "#results [data-group] li").map((card) => {
    const link = one(card, "h3 a");
    return {
      group: card.closest("[data-group]")?.getAttribute("data-group") ?? "",
      title: link.textContent,
      address: (link.getAttribute("href") ?? "").replace(/\?.*/, ""),
      services: all(card, ".logo").map((logo) => logo.getAttribute("alt") ?? logo.textContent),
    };
  });
}

function movementsOf(page: Tag): Movement[] {
  const moved = all(page, "section.group").filter(
    (group) => group.closest("#added, #coming") === null,
  );
  return moved.flatMap((group, week) => {
    return all(group, "li").map((card) => ({
      came: card.closest(".went") === null,
      week,
      title: one(card, "h3").textContent,
      // What stands before the service's name is words.
      service: one(card, ".flag").textContent.replace(one(card, ".flag .roomy").textContent, ""),
    }));
  });
}

function tickedOf(page: Tag): string[] {
  return all(page, "input[type=checkbox][checked]").map((box) => {
    return `${box.getAttribute("name")} ${box.getAttribute("value")}`;
  });
}

function matchesOf(page: Tag): ShownMatch[] {
  return all(page, "article").map((film) => ({
    doubt: film.closest("section")?.getAttribute("aria-labelledby")?.replace("group-", "") ?? "",
    film: Number(film.getAttribute("id")?.replace("film-", "")),
    title: one(film, "h3").textContent.trim(),
    candidates: all(film, "button[name=link]").map((button) => button.getAttribute("value") ?? ""),
  }));
}

const FILE = /\S+\.(?:csv|zip)/;

function undoableOf(page: Tag): Snapshot["undoable"] {
  const form = page.querySelector('form[action="/import/undo"]');
  if (form === null) return null;
  const id = Number(one(form, "input[name=import]").getAttribute("value"));
  const section = form.closest("section");
  const files =
    section === null ? [] : all(section, "p").map((words) => FILE.exec(words.textContent));
  return { id, file: files.find((file) => file !== null)?.[0] ?? "" };
}

/** A page and all that follow it, by its link to the next. */
async function seeAll(ask: Ask, path: string): Promise<Tag[]> {
  const pages: Tag[] = [];
  for (let next: string | null = path; next !== null;) {
    const page: Tag = await see(ask, next.split("#")[0] ?? next);
    pages.push(page);
    next = page.querySelector("a[rel=next]")?.getAttribute("href") ?? null;
  }
  return pages;
}

async function see(ask: Ask, path: string): Promise<Tag> {
  return parseHTML(await text(ask, path)).document as unknown as Tag;
}

async function json(ask: Ask, path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await text(ask, path)) as Record<string, unknown>;
}

async function text(ask: Ask, path: string): Promise<string> {
  const answer = await ask(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

function all(within: Tag, selector: string): Tag[] {
  return [...within.querySelectorAll(selector)];
}

function one(within: Tag, selector: string): Tag {
  const found = within.querySelector(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}
