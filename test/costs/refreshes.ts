// What each step of the background costs: a first refresh of a thousand films, one of the next day that finds nothing
// new, and ticks. Of what is done often, the most that it cost.

import { env } from "cloudflare:workers";
import { done } from "../../src/failure.ts";
import { findStatus } from "../../src/refresh/status.ts";
import type { EndedRefresh } from "../../src/list/ended-refresh.ts";
import { readDueCredits } from "../../src/refresh/read-credits.ts";
import { tick } from "../../src/refresh/tick.ts";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import { createTestContext, listedFilm, type Sent, type TestContext } from "../context.ts";
import { deliver } from "../refresh/deliver.ts";
import { candidate, serveList, serveTmdb } from "../refresh/neighbours.ts";
import { mostOf, noCost, sumOf, totalOf, type Cost, type Costs } from "./cost.ts";
import { meterD1 } from "./metered-d1.ts";
import { FILMS } from "./requests.ts";

/** Letterboxd's own page has to say which of two titles it is. */
const DOUBTFUL = "Film 500";

export interface MeasuredRefreshes {
  costs: Costs;
  first: RefreshTotals;
  /** A day later; nothing has changed. */
  daily: RefreshTotals;
  idle: RefreshTotals;
}

interface RefreshTotals {
  /** How it ended. */
  ended: EndedRefresh | null;
  queueOperations: number;
  /** In one invocation. */
  mostStatements: number;
  rowsRead: number;
  rowsWritten: number;
}

export async function measureRefreshes(): Promise<MeasuredRefreshes> {
  const { d1, spent } = meterD1(env.DB);
  const context = createTestContext({
    letterboxd: {
      ...serveList(() => Array.from({ length: FILMS }, (_, i) => listedFilm(FILMS - i))),
      readFilmPage: async () => done({ type: "movie", id: 500 }),
    },
    tmdb: serveTmdb({
      searchFilms: async (title) => {
        const found = candidate(Number(title.split(" ")[1]));
        return done(
          title === DOUBTFUL ? [found, { ...found, key: { type: "movie", id: 9 } }] : [found],
        );
      },
    }),
    db: d1,
    settings: { schedule: "0 4 * * *" },
  });
  const costs: Costs = new Map();
  const measure = async (name: string, run: () => Promise<unknown>): Promise<Cost> => {
    spent();
    const logged = context.logged.length;
    await run();
    const cost = spent();
    const step = stepOf(name, cost, context.logged.slice(logged).join("\n"));
    costs.set(step, mostOf(costs.get(step) ?? noCost(), cost));
    return cost;
  };
  /** A tick, and whatever it begins. */
  const refresh = async (name: string, first: string): Promise<RefreshTotals> => {
    const invocations = [await measure(first, () => tick(context, { atStart: false }))];
    for (let message = next(context); message; message = next(context)) {
      const arrived = message;
      const step = "step" in arrived.body ? arrived.body.step : LOOK_UP;
      invocations.push(await measure(step, () => deliver(context, arrived)));
    }
    const whole = invocations.reduce(sumOf);
    costs.set(name, whole);
    return {
      ended: (await findStatus(context)).lastRefresh,
      queueOperations: (invocations.length - 1) * 3,
      mostStatements: Math.max(...invocations.map((cost) => totalOf(cost).times)),
      ...totalOf(whole),
    };
  };

  const first = await refresh(
    "a first refresh of 1,000 films, in all",
    "a tick that begins the first refresh",
  );
  const atOnce = () => updateSnapshot(context);
  await measure("a snapshot of 1,000 films, nothing has changed", atOnce);
  context.pass(26 * 3_600_000);
  const daily = await refresh(
    "a daily refresh of 1,000 films in which nothing has changed, in all",
    "a tick that begins a refresh",
  );
  context.pass(300_000);
  const idle = await refresh("a tick with nothing to do, in all", "a tick with nothing to do");
  costs.delete("a tick with nothing to do, in all");
  await measure("three films are asked who made them", () => readDueCredits(context));
  context.pass(86_400_000);
  for (let ticks = 0; ticks < FILMS / 3; ticks++) await readDueCredits(context);
  await measure("no film is to be asked who made it", () => readDueCredits(context));
  return { costs, first, daily, idle };
}

const LOOK_UP = "five films are looked up";

/** An invocation by what it came to do. */
function stepOf(name: string, { statements }: Cost, logged: string): string {
  if (name.startsWith("film ")) return "a film's page is read";
  if (name.startsWith("round ")) {
    return logged.includes("list-proven")
      ? "a page is read, and the list proven"
      : "a page is read";
  }
  if (name !== LOOK_UP) return name;
  if (logged.includes("refresh-ended")) return `${LOOK_UP}, and the refresh ends`;
  const assembles = [...statements.keys()].some((text) => text.startsWith("insert into snapshot"));
  return assembles ? `${LOOK_UP}, and the snapshot made` : LOOK_UP;
}

/** The message that arrives next; the clock goes there. */
function next(context: TestContext): Sent | undefined {
  context.sent.sort((a, b) => a.at - b.at);
  const message = context.sent.shift();
  if (message) context.pass(Math.max(0, message.at - context.now()));
  return message;
}
