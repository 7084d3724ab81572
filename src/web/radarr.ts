// The list for Radarr's "Custom Lists": by default what is not on my services. Radarr takes whatever is missing for gone,
// so while anything is not known for certain, the answer is an error in words, and never an empty list.

import { Hono, type Context } from "hono";
import type { App } from "../context.ts";
import { findRadarrRows, findStaleBefore, findUnprovenLists } from "../d1/radarr-rows.ts";
import { isFiltered, parseQuery, queryProblem, type Query } from "../list/query.ts";
import {
  areTooManyDoubtful,
  RADARR_SHOWS,
  radarrFilms,
  waitsForAnswer,
  type RadarrRow,
  type RadarrShow,
} from "../list/radarr.ts";
import { viewOf } from "../list/view.ts";
import { seconds } from "../time.ts";
import { answerJson } from "./answer-tagged.ts";
import { readAskedLists } from "./read-page.ts";

export const radarr = new Hono<App>();

radarr.get("/radarr.json", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const asked = readQuestion(c);
  if (typeof asked === "string") return c.json({ message: asked }, 400);
  const { query, show } = asked;
  const lists = await readAskedLists(context, query);
  if (typeof lists === "string") return c.json({ message: lists }, 400);
  const { layout, snapshot, here } = lists;
  const { choice } = layout;
  if (choice === null) {
    return notYet(
      c,
      `no services are chosen in ${here.country}, so nothing is mine: choose them on /services.`,
    );
  }
  const chosen = query.lists === null || query.lists.length === 0 ? null : query.lists;
  const unproven = await findUnprovenLists(db, settings, chosen);
  if (unproven.length > 0) {
    return notYet(c, `not read in full yet: ${unproven.join(", ")}. /refreshes says why.`);
  }
  const view = viewOf(snapshot, choice, query, seconds(context.now()));
  const ids = view.whole.films.map(({ id }) => id);
  const [rows, staleBefore] = [
    await findRadarrRows(db, here.country, ids),
    await findStaleBefore(db),
  ];
  const waiting = [...rows.values()].filter(waitsForAnswer);
  if (waiting.length > 0) return notYet(c, `not looked up yet: ${namesOf(waiting)}.`);
  const { services } = snapshot;
  const answer = radarrFilms(view.films, rows, { show, choice, services, staleBefore });
  const { films, doubtful } = answer;
  if (areTooManyDoubtful(answer)) {
    return notYet(c, `the last look-ups of ${doubtful} films failed. /refreshes says why.`);
  }
  if (films.length === 0 && isFiltered(query)) {
    return notYet(
      c,
      "no film passes these filters, and an empty list would make Radarr remove everything it had from here.",
    );
  }
  return answerJson(c, films);
});

interface Question {
  query: Query;
  show: RadarrShow;
}

/** A text says what is wrong with the address. */
function readQuestion(c: Context<App>): Question | string {
  const fields = new URL(c.req.url).searchParams;
  const given = fields.get("show") ?? "not-mine";
  const show = RADARR_SHOWS.find((name) => name === given);
  if (show === undefined || fields.getAll("show").length > 1) {
    return `show=${given.slice(0, 50)} is not understood: ${RADARR_SHOWS.join(", ")} is expected.`;
  }
  // For the page it means a group of its own. Here groups are decided by stricter rules.
  fields.delete("show");
  const problem = queryProblem(fields);
  if (problem !== null) return problem;
  const query = parseQuery(fields);
  const [server] = query.servers;
  // Radarr would get a film, see it leave the list or enter it for that, and delete it.
  if (server !== undefined) {
    return `service=${server} is not understood here: what’s on your own server makes no difference to this list.`;
  }
  return { query, show };
}

/** Radarr keeps what it has, and cleans nothing, while a list of its own fails. */
function notYet(c: Context<App>, reason: string): Response {
  c.header("Retry-After", "3600");
  return c.json({ message: `Nothing can be said for certain yet: ${reason}` }, 503);
}

const MOST_NAMED = 3;

function namesOf(films: readonly RadarrRow[]): string {
  const named = films.slice(0, MOST_NAMED).map(({ title }) => `“${title}”`);
  const more = films.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}
