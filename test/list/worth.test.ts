// Compares what services are worth with an oracle: random households and choices of services are put to the app by its
// own addresses, and to sets of films. "Lost without it" and "gained with it" are the difference of two choices.

import { describe, expect, it } from "vitest";
import type { ServicesChoice } from "../../src/list/services.ts";
import { openPage } from "../web/app.ts";
import { knownFilms, type KnownFilm } from "./naive-view.ts";
import { randomChoice, randomHousehold, type Household } from "./random-films.ts";
import { randomFrom } from "./random.ts";

const LISTS = { list: null, all: false, country: null };
const ROUNDS = Array.from({ length: 12 }, (_, n) => ({
  name: `household ${n}`,
  household: randomHousehold(`worth ${n}`, { members: ["ada"], followed: 0 }),
  choice: n === 0 ? null : randomChoice(randomFrom(`choice of worth ${n}`)),
}));

interface Service {
  id: number;
  isMine: boolean;
  isFree: boolean;
  films: number;
  only: number;
  adds: number;
}

interface Answer {
  films: number;
  mine: number;
  elsewhere: number;
  rentOrBuy: number;
  nowhere: number;
  unknown: number;
  services: Service[];
  best: { services: number[]; films: number }[];
  decades: { decade: number; films: number; mine: number }[];
  waiting: { since: number; films: number; mine: number }[];
}

describe("What services are worth", () => {
  it.each(ROUNDS)("agrees with sets of films: $name", async ({ household, choice }) => {
    const page = await openPage(household.films);
    if (choice !== null) await page.choose(fieldsOf(choice));
    const answer = await (await page.ask("/api/worth")).json<Answer>();
    const naive = new Naive(household, choice);
    const { elsewhere, shops, nowhere, unknown } = naive.rest();
    expect(answer).toMatchObject({
      films: naive.films.length,
      mine: naive.mine().size,
      elsewhere,
      rentOrBuy: shops,
      nowhere,
      unknown,
    });
    const expected = naive.services().toSorted((a, b) => a.id - b.id);
    const ours = answer.services
      .filter(({ films }) => films > 0)
      .map(({ id, isMine, isFree, films, only, adds }) => ({
        id,
        isMine,
        isFree,
        films,
        only,
        adds,
      }))
      .toSorted((a, b) => a.id - b.id);
    expect(ours).toEqual(expected);
    expectGreedy(answer.best, naive, expected);
  });

  it("finds two and three services in most of these households, and something lost and gained", async () => {
    let [bests, lost, gained] = [0, 0, 0];
    for (const { household, choice } of ROUNDS) {
      const services = new Naive(household, choice).services();
      if (services.filter(({ adds }) => adds > 0).length > 2) bests += 1;
      if (services.some(({ only }) => only > 0)) lost += 1;
      if (services.some(({ adds, films }) => adds > 0 && adds < films)) gained += 1;
    }
    expect(Math.min(bests, lost, gained)).toBeGreaterThan(ROUNDS.length / 2);
  });
});

describe("The rows of the page", () => {
  it.each(ROUNDS.slice(0, 6))("lead to just the films that they count: $name", async (round) => {
    const page = await openPage(round.household.films);
    if (round.choice !== null) await page.choose(fieldsOf(round.choice));
    const rows = rowsOf(await page.see("/worth"));
    expect(rows.length).toBeGreaterThan(15);
    for (const { address, n } of rows.filter((_, i) => i % 3 === 0)) {
      expect([address, await countFilms(page, address)]).toEqual([address, n]);
    }
  });
});

/** The rows that have a link, with the number that stands first in them. */
function rowsOf(html: string): { address: string; n: number }[] {
  return html
    .split("<tr>")
    .slice(1)
    .flatMap((row) => {
      const address = /<th scope="row">\s*(?:<svg.*?<\/svg>\s*)?<a [^>]*?href="(\/[^"]*)"/s.exec(
        row,
      )?.[1];
      const n = /<td>(?:<b>)?\+?(\d+)/.exec(row)?.[1];
      return address === undefined || n === undefined
        ? []
        : [{ address: address.replaceAll("&amp;", "&"), n: Number(n) }];
    });
}

async function countFilms(page: Awaited<ReturnType<typeof openPage>>, address: string) {
  const answer = await page.ask(address.replace("/?", "/api/films?"));
  return (await answer.json<{ total: number }>()).total;
}

/** The same numbers, from sets of films. */
class Naive {
  readonly films: KnownFilm[];
  readonly #household: Household;
  readonly #choice: ServicesChoice;

  constructor(household: Household, choice: ServicesChoice | null) {
    const { chosen, without } = choice ?? { chosen: [], without: [] };
    this.#household = household;
    this.#choice = { chosen, without, rent: false, buy: false };
    this.films = knownFilms(household, { [household.country]: this.#choice }, LISTS);
  }

  /** Places in the list of the films that I would have with a choice. */
  mine(choice = this.#choice): Set<number> {
    const films = knownFilms(this.#household, { [this.#household.country]: choice }, LISTS);
    return places(films, ({ group }) => group === "mine");
  }

  rest() {
    const left = this.films.filter(({ group }) => group !== "mine");
    const count = (has: (film: KnownFilm) => boolean) => left.filter(has).length;
    return {
      elsewhere: count((film) => isFreeOfPayment(film)),
      shops: count((film) => !isFreeOfPayment(film) && film.here.length > 0),
      nowhere: count(({ group }) => group === "nowhere"),
      unknown: count(({ group }) => group === "unknown"),
    };
  }

  has(id: number): Set<number> {
    return places(this.films, ({ here }) =>
      here.some(({ brand, kind }) => brand === id && kind !== "rent" && kind !== "buy"),
    );
  }

  with(id: number): Set<number> {
    const { chosen, without } = this.#choice;
    return this.mine({
      ...this.#choice,
      chosen: [...chosen, id],
      without: without.filter((other) => other !== id),
    });
  }

  #without(id: number): Set<number> {
    const { chosen, without } = this.#choice;
    return this.mine({
      ...this.#choice,
      chosen: chosen.filter((other) => other !== id),
      without: [...without, ...(this.#isFree(id) ? [id] : [])],
    });
  }

  #isFree(id: number): boolean {
    return !this.films.some(({ here }) => here.some((o) => o.brand === id && o.kind === "stream"));
  }

  services(): Service[] {
    const brands = new Set(this.films.flatMap(({ here }) => here.map(({ brand }) => brand)));
    const { chosen, without } = this.#choice;
    return [...brands].flatMap((id) => {
      const films = this.has(id).size;
      if (films === 0) return [];
      const isFree = this.#isFree(id);
      const isMine = chosen.includes(id) || (isFree && !without.includes(id));
      const only = isMine ? minus(this.mine(), this.#without(id)).size : 0;
      const adds = isMine ? 0 : minus(this.with(id), this.mine()).size;
      return [{ id, isMine, isFree, films, only, adds }];
    });
  }
}

function isFreeOfPayment({ here }: KnownFilm): boolean {
  return here.some(({ kind }) => kind !== "rent" && kind !== "buy");
}

function places(films: readonly KnownFilm[], which: (film: KnownFilm) => boolean): Set<number> {
  return new Set(films.flatMap((film, place) => (which(film) ? [place] : [])));
}

/** Each further service adds as much as any could, until none adds anything or there are three. */
function expectGreedy(best: Answer["best"], naive: Naive, services: readonly Service[]): void {
  const others = services.filter(({ isMine }) => !isMine);
  const covered = naive.mine();
  const before = covered.size;
  const taken = best.at(-1)?.services ?? [];
  const gain = (id: number) => minus(naive.has(id), covered).size;
  const most = () => Math.max(0, ...others.map(({ id }) => gain(id)));
  const told = taken.map((id, i) => {
    expect(gain(id)).toBe(most());
    for (const film of naive.has(id)) covered.add(film);
    return { services: taken.slice(0, i + 1), films: covered.size - before };
  });
  expect(best).toEqual(told.slice(1));
  const adding = others.filter(({ adds }) => adds > 0).length;
  const isEnough = taken.length === 3 || most() === 0 || (taken.length === 0 && adding < 2);
  expect(isEnough || isLonely(naive, others)).toBe(true);
}

/** Whether the service that adds most has all that others would add: then there are no two. */
function isLonely(naive: Naive, others: readonly Service[]): boolean {
  const mine = naive.mine();
  const all = others.flatMap(({ id }) => [...minus(naive.has(id), mine)]);
  const most = Math.max(0, ...others.map(({ adds }) => adds));
  return new Set(all).size === most;
}

function fieldsOf({ chosen, without, rent, buy }: ServicesChoice): [string, string][] {
  return [
    ...chosen.map((id): [string, string] => ["service", `${id}`]),
    ...without.map((id): [string, string] => ["free", `${id}`]),
    ...(rent ? [["rent", "1"] as [string, string]] : []),
    ...(buy ? [["buy", "1"] as [string, string]] : []),
  ];
}

function minus(films: ReadonlySet<number>, others: ReadonlySet<number>): Set<number> {
  return new Set([...films].filter((film) => !others.has(film)));
}
