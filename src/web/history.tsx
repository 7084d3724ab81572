// The history: the last refreshes, what each did and what went wrong, and the films whose last look-up failed. As a
// page, and as JSON for programs.

import { Hono, type Context } from "hono";
import { RefreshesPage } from "../../templates/pages/history.tsx";
import { layoutOf, readLayout } from "../d1/layout.ts";
import { listChanges } from "../d1/list-changes.ts";
import { listRefreshes } from "../d1/refreshes.ts";
import { findReadings } from "../d1/readings.ts";
import { batch } from "../d1/batch.ts";
import { uncheckedFilms, type UncheckedFilm } from "../d1/unchecked-films.ts";
import { FAILURE_WORDS } from "../failure-words.ts";
import { changedFilms, changesSince } from "../list/changed-films.ts";
import { endedRefresh } from "../refresh/status.ts";
import { mayPress } from "./access.ts";
import { answer, layoutView } from "./layout-data.ts";
import { iso } from "../time.ts";
import { wanted } from "./wanted.ts";
import type { App } from "../context.ts";

/** After a bad day these may be the whole list: the rest is only counted. */
const UNCHECKED_SHOWN = 100;

export const showRefreshes = new Hono<App>();

showRefreshes.get("/refreshes", async (c) => {
  if (wanted(c) === "json") return c.json(asJson(await read(c)), 200, { Vary: "Accept" });
  const { layout, refreshes, unchecked } = await read(c);
  const { db, settings } = c.var.context;
  const since = changesSince(refreshes);
  const changes = since === null ? [] : await listChanges(db, settings, since);
  const page = await answer(
    c,
    <RefreshesPage
      layout={await layoutView(c.var.context, layout)}
      refreshes={refreshes}
      changed={changedFilms(refreshes, changes)}
      unchecked={unchecked.map((film) => ({ ...film, why: FAILURE_WORDS[film.failureKind].what }))}
      uncheckedTotal={unchecked[0]?.total ?? 0}
      mayAskAll={mayPress(c.var.context)}
    />,
  );
  page.headers.append("Vary", "Accept");
  return page;
});

showRefreshes.get("/refreshes.json", async (c) => c.json(asJson(await read(c))));

async function read(c: Context<App>) {
  const { db, settings } = c.var.context;
  const [all, [stored, unchecked]] = await Promise.all([
    listRefreshes(db),
    batch(db, [layoutOf(db, settings), uncheckedFilms(db, settings, UNCHECKED_SHOWN)]),
  ]);
  // The refresh that is under way is shown as on every page.
  const ended = all.filter(({ state }) => state === "ended");
  const readings = await findReadings(
    db,
    ended.map(({ id }) => id),
  );
  return {
    layout: readLayout(stored, settings),
    refreshes: ended.map((refresh) => endedRefresh(refresh, readings, null)),
    unchecked,
  };
}

function asJson({ refreshes, unchecked }: Awaited<ReturnType<typeof read>>) {
  return {
    refreshes,
    unchecked: { total: unchecked[0]?.total ?? 0, films: unchecked.map(filmAsJson) },
  };
}

function filmAsJson({ slug, title, year, checkedAt, failureKind }: UncheckedFilm) {
  const { what, advice } = FAILURE_WORDS[failureKind];
  const checked = checkedAt === null ? null : iso(checkedAt);
  return {
    slug,
    title,
    year,
    checkedAt: checked,
    failure: { kind: failureKind, message: what, advice },
  };
}
