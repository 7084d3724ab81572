// What programs get about refreshes: the status, and the history.

import * as z from "zod";
import { named } from "./schemas.ts";

const moment = z.iso.datetime();
const count = z.int().nonnegative();
const failure = { kind: z.string(), message: z.string(), advice: z.string(), detail: z.string() };

const endedRefresh = z
  .strictObject({
    id: z.int(),
    trigger: z.string(),
    startedAt: moment,
    finishedAt: moment.nullable(),
    outcome: z.enum(["done", "partial", "failed"]).nullable(),
    films: count.nullable(),
    added: count,
    removed: count,
    lookedUp: count,
    lookupsFailed: count,
    oddItems: count,
    selectorsNeedMending: z.boolean(),
    failure: z.strictObject({ ...failure, since: moment }).nullable(),
    lists: z.array(
      z.strictObject({
        id: z.int(),
        kind: z.string(),
        name: z.string(),
        state: z.enum(["reading", "proven", "failed"]),
        films: count.nullable(),
        added: count,
        removed: count,
        failure: z.strictObject(failure).nullable(),
      }),
    ),
  })
  .register(named, { id: "Refresh", description: "A refresh that has ended." });

export const status = z
  .strictObject({
    state: z.enum(["idle", "reading", "looking-up"]),
    progress: z.strictObject({
      pagesRead: count,
      pagesTotal: count.nullable(),
      filmsDone: count,
      filmsTotal: count,
      added: count,
      removed: count,
      lookupsFailed: count,
      startedAt: moment.nullable(),
      secondsLeft: count.nullable(),
      waiting: z.strictObject({ kind: z.string(), message: z.string(), until: moment }).nullable(),
    }),
    lastRefresh: endedRefresh.nullable(),
    nextRefreshAt: moment.nullable(),
    version: z.string(),
  })
  .register(named, { id: "Status" });

export const refreshes = z
  .strictObject({
    refreshes: z.array(endedRefresh).describe("the last fifty, the newest first"),
    unchecked: z.strictObject({
      total: count,
      films: z.array(
        z.strictObject({
          slug: z.string().nullable(),
          title: z.string(),
          year: z.int().nullable(),
          checkedAt: moment.nullable(),
          failure: z.strictObject({ kind: z.string(), message: z.string(), advice: z.string() }),
        }),
      ),
    }),
  })
  .register(named, { id: "Refreshes" });

export const started = z
  .strictObject({ started: z.literal(true), id: z.int() })
  .register(named, { id: "Started" });

export const notStarted = z
  .strictObject({ started: z.literal(false), message: z.string() })
  .register(named, { id: "NotStarted" });
