// Compares the list with an oracle: random films and random queries are put to the app by its own addresses, and to a
// naive filter. It looks into no table but to know the lists' ids, so how the app gets its answer may change. A failure names the household, the
// choice of services, the query and the difference; they are the same each time, and one household can be run with
// `-t "household 3"`. Known deviations of the app are tolerated in one place: `titlesMayFollow`.

import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Server } from "../../src/list/own-servers.ts";
import type { ServicesChoice } from "../../src/list/services.ts";
import { jsonRows } from "../../src/d1/json-rows.ts";
import { filmAddress } from "../../templates/parts/card.ts";
import { owners } from "../../src/d1/listed.ts";
import { openPage, type TestPage } from "../web/app.ts";
import { FILLED_AT, storeFilms, type StoredFilm } from "../web/fill.ts";
import {
  countGroups,
  type Choices,
  filmsOf,
  FILTERS,
  knownFilms,
  mayStandBefore,
  type KnownFilm,
} from "./naive-view.ts";
import { randomFrom } from "./random.ts";
import {
  randomChoice,
  randomHousehold,
  type Household,
  type HouseholdKind,
} from "./random-films.ts";
import {
  addressOf,
  GROUPS,
  LIST_ORDERS,
  randomQuery,
  type Group,
  type Query,
} from "./random-queries.ts";

/** The films' live places are always ada's. */
const HOUSEHOLDS: HouseholdKind[] = [
  ...["ada", "ada", "ada", "ada", null, "grace"].map((member) => ({
    members: member === null ? [] : [member],
    followed: 0,
  })),
  { members: ["ada", "grace"], followed: 2 },
  { members: ["grace", "ada"], followed: 0 },
  { members: ["alan", "ada", "grace"], followed: 1 },
  { members: ["ada"], followed: 2, servers: ["jellyfin", "plex"] },
  { members: [], followed: 1 },
  { members: ["ada"], followed: 0, abroad: ["US"], servers: ["plex"] },
  { members: ["ada", "grace"], followed: 1, abroad: ["SE", "US", "DE"] },
];
const CHOICES = 3;
const QUERIES = 30;
/** No list of these films has more. */
const MOST_PAGES = 8;
/** One broken rule changes many views; these are enough to see it. */
const SHOWN_PROBLEMS = 3;

const ROUNDS = HOUSEHOLDS.flatMap((kind, n) => {
  const household = randomHousehold(`${n}`, kind);
  return Array.from({ length: CHOICES }, (_, m) => {
    const random = randomFrom(`choice ${m} of ${n}`);
    const choices: Choices = m === 0 ? {} : { [household.country]: randomChoice(random) };
    const abroad = household.abroad.flatMap((country) => {
      const there = randomFrom(`choice ${m} of ${n} in ${country}`);
      return m > 0 && there.chance(0.7) ? [[country, randomChoice(there)] as const] : [];
    });
    return {
      name: `household ${n}, choice ${m}`,
      household,
      choices: { ...choices, ...Object.fromEntries(abroad) },
    };
  });
});

function queriesOf({ name, household }: { name: string; household: Household }): Query[] {
  return Array.from({ length: QUERIES }, (_, n) =>
    randomQuery(randomFrom(`query ${n} of ${name}`), household.films, {
      lists: countLists(household),
      countries: [household.country, ...household.abroad],
      servers: household.servers,
    }),
  );
}

function countLists({ members, others }: Household): number {
  return Math.max(members.length, 1) + others.filter(({ member }) => member === null).length;
}

describe("A view of the list", () => {
  it.each(ROUNDS)("has the films that a naive filter finds: $name", async (round) => {
    const { name, household, choices } = round;
    const { page, ids, names } = await openHousehold(household);
    if (Object.keys(choices).length > 0) await choose(page, household, choices);
    const problems: string[] = [];
    for (const query of queriesOf(round)) {
      const known = knownFilms(household, choices, query);
      const view = await readView(page, query, { ids, names });
      const differences = differencesOf(view, known, query, round);
      if (differences.length > 0) {
        problems.push(
          [`${name} ${JSON.stringify(choices)}`, addressOf(query, ids), ...differences].join("\n"),
        );
      }
    }
    const shown = problems.slice(0, SHOWN_PROBLEMS).join("\n\n");
    expect(problems.length, `${problems.length} of ${QUERIES} views differ.\n\n${shown}\n`).toBe(0);
  });
});

describe("The random questions", () => {
  const asked = ROUNDS.flatMap((round) => {
    return queriesOf(round).map((query) => {
      const known = knownFilms(round.household, round.choices, query);
      return { known, query, found: filmsOf(known, query, FILLED_AT).length };
    });
  });

  it("are some five hundred, and most of them find something", () => {
    expect(asked.length).toBeGreaterThan(500);
    expect(asked.filter(({ found }) => found > 0).length).toBeGreaterThan(asked.length / 2);
  });

  it.each(Object.keys(FILTERS))("are decided by the filter %s, among others", (name) => {
    const others = Object.entries(FILTERS).filter(([other]) => other !== name);
    const decided = asked.filter(({ known, query, found }) => {
      const wider = known.filter((film) =>
        others.every(([, has]) => has(film, query, FILLED_AT, known)),
      );
      return found > 0 && found < wider.length;
    });
    expect(decided.length).toBeGreaterThan(10);
  });

  it.each(LIST_ORDERS)("ask for films in the order %s", (order) => {
    const asking = asked.filter(({ query, found }) => query.order === order && found > 5);
    expect(asking.length).toBeGreaterThan(10);
  });
});

/**
 * With the ids of its lists, the watchlists first, and the addresses of its films at Letterboxd by those of their pages
 * here.
 */
async function openHousehold({ films, members, others, abroad, servers }: Household) {
  const ids: number[] = [];
  const names = new Map<string, string>();
  const page = await openPage(
    async ({ db }) => {
      await storeFilms(db, films);
      for (const { member, rows } of others) {
        const kind = member === null ? "list" : "watchlist";
        const { id } = await db.get<{ id: number }>(sql`
          insert into lists (kind, member, created_at) values (${kind}, ${member}, ${FILLED_AT})
          returning id`);
        const numbered = [...rows].map(([index, { place, listedAt }]) => [index, place, listedAt]);
        await db.run(sql`
          insert into list_films (list_id, film_id, place, listed_at)
          select ${id}, (select min(id) from films) + (value ->> 0), value ->> 1, value ->> 2
          from ${jsonRows(numbered)}`);
        if (member === null) ids.push(id);
      }
      const shown = await db.all<{ id: number | null }>(
        sql`select shown as id from (${owners({ members })}) order by rank`,
      );
      ids.unshift(...shown.map(({ id }) => id ?? 0));
      const stored = await db.all<{ id: number; slug: string | null; lid: string | null }>(
        sql`select id, slug, lid from films`,
      );
      for (const film of stored) names.set(filmAddress(film), letterboxdAddress(film));
    },
    { members: [...members], abroad: [...abroad], libraries: servers.map(libraryOf) },
  );
  return { page, ids, names };
}

function libraryOf(kind: Server) {
  const url = `http://${kind}`;
  return { kind, url, publicUrl: url, key: `the-key-of-${kind}` };
}

/** As the services form sends it: free services are named whether they are ticked or not. */
async function choose(page: TestPage, { country: home }: Household, choices: Choices) {
  const fields = Object.entries(choices).flatMap(([country, choice]) =>
    fieldsOf(choice, country === home ? "" : `.${country}`),
  );
  expect((await page.choose(fields)).status).toBe(303);
}

function fieldsOf({ chosen, without, rent, buy }: ServicesChoice, suffix: string) {
  return [
    ["form", "1"],
    ...chosen.map((id) => ["service", `${id}`]),
    ...without.map((id) => ["free", `${id}`]),
    ...(rent ? [["rent", "1"]] : []),
    ...(buy ? [["buy", "1"]] : []),
  ].map(([name = "", value = ""]): [string, string] => [name + suffix, value]);
}

interface SeenView {
  /** The films of all pages, by their Letterboxd addresses, each with the group that it is in. */
  films: { address: string; group: string }[];
  /** For each page, the counts beside the groups, by the groups' words. */
  counts: Record<string, number>[];
}

async function readView(
  page: TestPage,
  query: Query,
  { ids, names }: { ids: readonly number[]; names: ReadonlyMap<string, string> },
): Promise<SeenView> {
  const view: SeenView = { films: [], counts: [] };
  for (let n = 1; n <= MOST_PAGES; n++) {
    const html = await page.see(addressOf(query, ids, n));
    view.films.push(...filmsIn(html, names));
    view.counts.push(countsIn(html));
    if (!html.includes('rel="next"')) return view;
  }
  throw new Error(`${addressOf(query, ids)} has no end: there is always one more page.`);
}

/** `names`: the addresses at Letterboxd, by those of the films' pages here. */
function filmsIn(html: string, names: ReadonlyMap<string, string>): SeenView["films"] {
  return html
    .split('<li class="card ')
    .slice(1)
    .map((card) => ({
      group: card.slice(0, card.indexOf('"')),
      address: names.get(/<h3><a href="([^"?]*)/.exec(card)?.[1] ?? "") ?? "no address",
    }));
}

function countsIn(html: string): Record<string, number> {
  const [, groups = ""] = /<nav class="groups"[^>]*>(.*?)<\/nav>/s.exec(html) ?? [];
  const found = groups.matchAll(/<a [^>]*>([^<]*) <b>(\d+)<\/b>/g);
  return Object.fromEntries([...found].map(([, words = "", n]) => [words, Number(n)]));
}

function letterboxdAddress({ slug, lid }: Pick<StoredFilm, "slug" | "lid">): string {
  return slug === null ? `https://boxd.it/${lid}` : `https://letterboxd.com/film/${slug}/`;
}

function differencesOf(
  view: SeenView,
  known: readonly KnownFilm[],
  query: Query,
  round: Pick<(typeof ROUNDS)[number], "household" | "choices">,
): string[] {
  const expected = filmsOf(known, query, FILLED_AT);
  const byAddress = new Map(known.map((film) => [letterboxdAddress(film), film]));
  const got = view.films.flatMap(({ address }) => byAddress.get(address) ?? []);
  const counts = JSON.stringify(wordedCounts(countGroups(known, query, FILLED_AT), query, round));
  const misplaced = view.films.filter(
    ({ address, group }) => byAddress.get(address)?.group !== group,
  );
  return [
    ...expected.filter((film) => !got.includes(film)).map((film) => `missing: ${described(film)}`),
    ...got.filter((film) => !expected.includes(film)).map((film) => `too many: ${described(film)}`),
    ...got.filter((film, i) => got.indexOf(film) < i).map((film) => `twice: ${described(film)}`),
    ...misplaced.map(({ address, group }) => `in the group ${group}: ${address}`),
    ...disorderOf(got, query, known),
    ...view.counts
      .map((each) => JSON.stringify(each))
      .filter((each) => each !== counts)
      .map((each) => `counts: ${each} instead of ${counts}`),
  ];
}

/** The first two films that are in the wrong order. */
function disorderOf(
  films: readonly KnownFilm[],
  query: Query,
  known: readonly KnownFilm[],
): string[] {
  for (const [i, film] of films.entries()) {
    const later = films.slice(i + 1).find((other) => !mayStandBefore([film, other], query, known));
    if (later) return [`the wrong way round: ${described(film)}\n  and ${described(later)}`];
  }
  return [];
}

/** A group without films is not shown, unless it is the selected one. */
function wordedCounts(
  counts: Record<Group, number>,
  { show, country }: Query,
  { household, choices }: Pick<(typeof ROUNDS)[number], "household" | "choices">,
): Record<string, number> {
  const here = country ?? household.country;
  const where = household.abroad.length === 0 ? "" : ` in ${here}`;
  const [mine, abroad, elsewhere] =
    here in choices
      ? ["On my services", "On my services abroad", "Elsewhere"]
      : ["Streaming", "Streaming abroad", "Rent or buy"];
  const named = [mine + where, abroad, elsewhere + where, `Nowhere yet${where}`, "Not found yet"];
  const all = GROUPS.reduce((sum, group) => sum + counts[group], 0);
  return Object.fromEntries([
    ["All", all],
    ...GROUPS.map((group, i) => [named[i], counts[group], group] as const).filter(
      ([, n, group]) => n > 0 || group === show,
    ),
  ]) as Record<string, number>;
}

function described(film: KnownFilm): string {
  const { slug, lid, title, originalTitle, group, at, year, runtime, rating, tmdbType } = film;
  const { releaseDate, genres, addedAt, arrivedAt, here, changes } = film;
  return JSON.stringify({
    film: slug ?? lid,
    title,
    originalTitle,
    group,
    at,
    year,
    runtime,
    rating,
    tmdbType,
    releaseDate,
    genres,
    addedAt,
    arrivedAt,
    offers: here.map(({ id, brand, kind }) => `${id} of ${brand}: ${kind}`),
    changes: changes.map(
      ({ id, kind, came, at: moment }) => `${id} ${kind} ${came ? "came" : "went"} ${moment}`,
    ),
  });
}
