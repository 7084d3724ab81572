// What each service is worth, and where the list stands: the page, and the same numbers for programs. Two round trips;
// asks nobody outside.

import { Hono } from "hono";
import { WorthPage } from "../../templates/pages/worth.tsx";
import type { App, AppContext } from "../context.ts";
import { batch } from "../d1/batch.ts";
import { coverageOf, movesOf } from "../d1/coverage.ts";
import { titlesOf } from "../d1/film-titles.ts";
import { findProvidersOf } from "../d1/services.ts";
import type { ListChoice } from "../list/chosen-lists.ts";
import { firstMonth, isKnown, monthsOf, type Month } from "../list/months.ts";
import { parseQuery, queryProblem } from "../list/query.ts";
import { serviceName, type ServicesChoice } from "../list/services.ts";
import type { Snapshot } from "../list/snapshot.ts";
import { NOTHING_CHOSEN, worthOfNothing, type ServiceWorth } from "../list/worth.ts";
import { worthView, type WorthView } from "../list/worth-view.ts";
import { iso, seconds } from "../time.ts";
import { brandsOf } from "../tmdb/brands.ts";
import { answer, layoutView } from "./layout-data.ts";
import { readAskedLists, readView, type PageData } from "./read-page.ts";

export const worthPage = new Hono<App>();

worthPage.get("/worth", async (c) => {
  const { context } = c.var;
  const { layout, snapshot, query } = await readView(c);
  const read = await readWorth(context, { layout, snapshot }, query);
  return answer(
    c,
    <WorthPage
      {...read}
      scope={{ lists: query.lists, all: query.all, country: query.country }}
      choice={layout.choice}
      layout={await layoutView(context, layout, read.view.worth.films)}
    />,
  );
});

/** What the address may say. Filters would give numbers that nobody could tell from those of the whole list. */
const FIELDS: ReadonlySet<string> = new Set(["list", "all", "country"]);

worthPage.get("/api/worth", async (c) => {
  const { context } = c.var;
  const fields = new URL(c.req.url).searchParams;
  const unknown = [...fields.keys()].find((name) => !FIELDS.has(name));
  const problem =
    unknown === undefined
      ? queryProblem(fields)
      : `${unknown.slice(0, 50)} is not understood here: the numbers are for whole lists, so only list, all and country choose them.`;
  if (problem !== null) return c.json({ message: problem }, 400);
  const choice = parseQuery(fields);
  const asked = await readAskedLists(context, choice);
  if (typeof asked === "string") return c.json({ message: asked }, 400);
  const { view, services, months } = await readWorth(context, asked, choice);
  return c.json(inJson(asked, view, services, months));
});

interface Read {
  view: WorthView;
  /** All of the view, and those that I chose and that have nothing of any list. */
  services: ServiceWorth[];
  months: Month[];
  titles: Awaited<ReturnType<typeof titlesOf>>;
}

async function readWorth(
  { db, now }: AppContext,
  { layout: { choice }, snapshot }: Pick<PageData, "layout" | "snapshot">,
  lists: ListChoice,
): Promise<Read> {
  const view = worthView(snapshot, choice, lists);
  const { country, services } = snapshot;
  const from = firstMonth(seconds(now()));
  const named = [...view.worth.services.flatMap(({ lost }) => lost), ...view.oldest];
  const [coverage, moves, titles] = await batch(db, [
    coverageOf(db, country, from),
    movesOf(db, country, from),
    titlesOf(db, [...new Set(named.map(({ id }) => id))]),
  ]);
  return {
    view,
    services: [...view.worth.services, ...(await withoutFilms({ db }, view, snapshot, choice))],
    months: monthsOf(coverage, moves, {
      services,
      choice: choice ?? NOTHING_CHOSEN,
      now: seconds(now()),
    }),
    titles,
  };
}

/** Services that I chose and that have no film of any list: they are the first that one could do without. */
async function withoutFilms(
  { db }: Pick<AppContext, "db">,
  { worth }: WorthView,
  { country }: Pick<Snapshot, "country">,
  choice: ServicesChoice | null,
): Promise<ServiceWorth[]> {
  const missing = (choice?.chosen ?? []).filter(
    (id) => !worth.services.some((service) => service.id === id),
  );
  if (missing.length === 0) return [];
  const providers = (await findProvidersOf(db, [country])).get(country) ?? [];
  return brandsOf(providers)
    .filter(({ id }) => missing.includes(id))
    .map((brand) => {
      const service = { id: brand.id, name: serviceName(brand), logo: brand.logo, kinds: 0 };
      return worthOfNothing(service, choice);
    });
}

function inJson(
  { layout, snapshot }: Pick<PageData, "layout" | "snapshot">,
  { worth, face, brought }: WorthView,
  services: readonly ServiceWorth[],
  months: readonly Month[],
) {
  return {
    country: snapshot.country,
    updatedAt: layout.updatedAt === null ? null : iso(layout.updatedAt),
    films: worth.films,
    mine: worth.mine,
    elsewhere: worth.elsewhere,
    rentOrBuy: worth.shops,
    nowhere: worth.nowhere,
    unknown: worth.unknown,
    services: services.map(({ id, name, isMine, isFree, films, only, adds }) => {
      return { id, name, isMine, isFree, films, only, adds };
    }),
    best: worth.best.map(({ services: some, films }) => ({
      services: some.map(({ id }) => id),
      films,
    })),
    brought: [...brought].map(([service, films]) => ({ service, films })),
    decades: groups("decade", face.decades),
    genres: groups("genre", face.genres),
    lengths: groups("minutes", face.lengths),
    waiting: groups("since", face.waiting),
    months: months.filter(isKnown).map(({ month, coverage, came, went }) => ({
      month,
      films: coverage?.films ?? null,
      mine: coverage?.mine ?? null,
      came,
      went,
    })),
  };
}

function groups<Key>(name: string, all: readonly { key: Key; films: number; mine: number }[]) {
  return all.map(({ key, films, mine }) => ({ [name]: key, films, mine }));
}
