// The Worker: passes each request, tick and queue message on to its step. `connect` supplies the outside world, so
// that tests can run everything with a fake clock and fake sites.

import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { askLetterboxd } from "./refresh/pages-queue.ts";
import { giveUpMessage } from "./refresh/dead-letters.ts";
import { compress } from "./web/compress.ts";
import { lookUpFilms } from "./refresh/lookups-queue.ts";
import type { LookupsMessage, PagesMessage } from "./messages.ts";
import { chooseCountry } from "./web/choose-country.ts";
import { hasLoggedIn, logIn } from "./web/log-in.ts";
import { chooseLists } from "./web/choose-lists.ts";
import { marks } from "./web/marks.ts";
import { calendar } from "./web/calendar.ts";
import { readKept } from "./web/kept-choice.ts";
import { notTonight } from "./web/not-tonight.ts";
import { pressRefresh } from "./web/refresh.tsx";
import { newPage } from "./web/new.tsx";
import { notificationsPage } from "./web/notifications.tsx";
import { noteOwnersOrigin } from "./web/owners-origin.ts";
import { servicesPage } from "./web/services.tsx";
import { mendMatches } from "./web/matches.tsx";
import { searchTitles } from "./web/search-titles.tsx";
import { showRefreshes } from "./web/history.tsx";
import { showAssets } from "./web/assets.ts";
import { nextFilm } from "./web/next-film.ts";
import { filmPage } from "./web/film.tsx";
import { pickPage } from "./web/pick.tsx";
import { filmsPage } from "./web/films.tsx";
import { librariesPage } from "./web/libraries.tsx";
import { worthPage } from "./web/worth.tsx";
import { giveExport } from "./web/export.ts";
import { listsPage } from "./web/lists.tsx";
import { takeExport } from "./web/import.tsx";
import { feeds } from "./web/feed.ts";
import { radarr } from "./web/radarr.ts";
import { openapi } from "./web/openapi.ts";
import { apiPick } from "./web/api-pick.ts";
import { summary } from "./web/summary.ts";
import { tokensPage } from "./web/tokens.tsx";
import { bodies, caching, headers, permission } from "./web/access.ts";
import { sameSite } from "./web/same-site.ts";
import { subPath } from "./web/sub-path.tsx";
import { api } from "./web/api.ts";
import type { SettingsProblem } from "./settings/index.ts";
import {
  showError,
  showForbidden,
  showLocked,
  showNotFound,
  showSettingsProblems,
} from "./web/errors.tsx";
import { readDueCredits } from "./refresh/read-credits.ts";
import { goOnReadingLibraries, withoutStopping } from "./refresh/read-libraries.ts";
import { noteTick } from "./refresh/last-tick.ts";
import { deliverDue } from "./refresh/deliver.ts";
import { tick } from "./refresh/tick.ts";
import { ensureUpgraded } from "./refresh/upgrade.ts";
import type { App, AppContext } from "./context.ts";
import { wanted } from "./web/wanted.ts";

/** Makes the context of one invocation, or says what is wrong with the settings. */
export type Connect = (
  env: Env,
) => { ok: true; context: AppContext } | { ok: false; problems: SettingsProblem[] };

/** Three messages of five films keep TMDB's six connections busy. */
const MESSAGES_AT_ONCE = 3;

/** The cron string by which the home program says that it has just started. */
const AT_START = "@start";

export function createWorker(connect: Connect) {
  const app = createApp(connect);
  return {
    fetch: app.fetch,

    async scheduled(controller, env) {
      const connection = connect(env);
      if (!connection.ok) return logProblems(connection.problems);
      const { context } = connection;
      const { atHome } = context.settings;
      // On Cloudflare there are no statements left for more after either: the next tick goes on.
      if ((await ensureUpgraded(context)) && !atHome) return noteTick(context);
      const hasEnded = await tick(context, { atStart: controller.cron === AT_START });
      if (hasEnded && !atHome) return noteTick(context);
      await deliverDue(context);
      noteTick(context);
      await withoutStopping(context, goOnReadingLibraries);
      await readDueCredits(context);
    },

    async queue(batch, env) {
      // A few at a time and in order, so that results are stored early, and not all at the end.
      const waiting = [...batch.messages];
      const work = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          await handle(connect, env, batch.queue, next);
        }
      };
      await Promise.all(Array.from({ length: MESSAGES_AT_ONCE }, work));
    },
  } satisfies ExportedHandler<Env, PagesMessage | LookupsMessage>;
}

/** Every route of the app: one group for each step that serves requests. */
const ROUTES = [
  filmsPage,
  filmPage,
  nextFilm,
  pickPage,
  newPage,
  calendar,
  notificationsPage,
  logIn,
  chooseLists,
  chooseCountry,
  marks,
  notTonight,
  showRefreshes,
  showAssets,
  servicesPage,
  worthPage,
  librariesPage,
  mendMatches,
  searchTitles,
  pressRefresh,
  takeExport,
  listsPage,
  giveExport,
  tokensPage,
  feeds,
  radarr,
  summary,
  apiPick,
  openapi,
  api,
];

/**
 * Paths that need no upgrade check of their own, which would cost a round trip: pages that read the snapshot find it
 * missing before an upgrade and check then (see web/read-page.ts), feeds check unless nothing happened since the last
 * look, and the others read no data of ours.
 */
const KNOW_BY_THEMSELVES =
  /^\/(|feed\.atom|feed\.json|new|pick|choose-lists|choose-country|not-tonight|services|worth|log-in|healthz|assets\/.*|icon.*|manifest.*|robots.*|service-worker\.js)$/;

export function createApp(connect: Connect) {
  const app = new Hono<App>();
  app.use(async (c, next) => {
    // A doubled Host, for one. Nothing after this need think of it.
    if (!URL.canParse(c.req.url)) return c.text("There is no such address.", 400);
    const connection = connect(c.env);
    if (connection.ok) {
      c.set("context", connection.context);
      const { seenAt } = readKept(c);
      c.set("context", { ...connection.context, seenAt, isOwner: hasLoggedIn(c) });
      return headers(connection.context.settings.tmdbImageOrigin)(c, next);
    }
    const { problems } = connection;
    logProblems(problems);
    return headers("'self'")(c, async () => {
      if (c.req.path.startsWith("/assets/")) c.res = await showAssets.fetch(c.req.raw);
      else if (c.req.path === "/healthz") c.res = c.json({ status: "settings are wrong" }, 503);
      else if (wanted(c) === "json") c.res = c.json({ mistakes: problems }, 503);
      else c.res = await showSettingsProblems(c, problems);
    });
  });
  app.use(compress, sameSite, caching, permission, bodies(), noteOwnersOrigin, subPath);
  app.use(async (c, next) => {
    if (!KNOW_BY_THEMSELVES.test(c.req.path)) await ensureUpgraded(c.var.context);
    await next();
  });
  for (const routes of ROUTES) app.route("/", routes);
  app.notFound((c) =>
    wanted(c) === "json" ? c.json({ message: "Not found" }, 404) : showNotFound(c),
  );
  app.onError((error, c) => {
    // Hono throws its own responses, such as the question for a password.
    if (error instanceof HTTPException) {
      const answer = error.getResponse();
      if (answer.status === 401) return showLocked(c, answer);
      return answer.status === 403 ? showForbidden(c, answer) : answer;
    }
    c.var.context.log("request-failed", { path: c.req.path, detail: describe(error) });
    if (wanted(c) === "json")
      return c.json({ message: "Something went wrong; it is in the log." }, 500);
    return showError(c);
  });
  return app;
}

/** Each message is acknowledged or retried on its own: one that fails does not affect the others. */
async function handle(
  connect: Connect,
  env: Env,
  queue: string,
  message: Message<PagesMessage | LookupsMessage>,
): Promise<void> {
  const connection = connect(env);
  if (!connection.ok) {
    logProblems(connection.problems);
    message.retry({ delaySeconds: 300 });
    return;
  }
  const { context } = connection;
  const { body } = message;
  try {
    await ensureUpgraded(context);
    if (queue.endsWith("dead-letters")) await giveUpMessage(context, body);
    else if ("step" in body) await askLetterboxd(context, body);
    else await lookUpFilms(context, body);
    message.ack();
  } catch (error) {
    context.log("message-failed", {
      queue,
      refresh: body.refreshId,
      attempts: message.attempts,
      detail: describe(error),
    });
    message.retry({ delaySeconds: Math.min(5 * 2 ** message.attempts, 300) });
  }
}

function logProblems(problems: SettingsProblem[]): void {
  console.error(JSON.stringify({ event: "settings-wrong", problems }));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message.split("\nparams:")[0]}${cause} ${error.stack?.split("\n")[1]?.trim() ?? ""}`;
}
