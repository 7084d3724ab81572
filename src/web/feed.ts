// The feeds: films that came to my services or, with `all=1`, to any. They tell arrivals only, by what was mine when each
// was seen. Asks nobody outside.

import { Hono, type Context } from "hono";
import type { App } from "../context.ts";
import { findFeedState, findLastArrival, type FeedState } from "../d1/feed-state.ts";
import { listToldArrivals } from "../d1/told-arrivals.ts";
import { ensureUpgraded } from "../refresh/upgrade.ts";
import { choiceText } from "../list/query.ts";
import type { Feed } from "../list/feed.ts";
import { VERSION } from "../settings/version.ts";
import { readAddress, type FeedAddress } from "./feed-address.ts";
import { feedEntry } from "./feed-entry.ts";
import { fingerprint } from "./fingerprint.ts";
import { publicOrigin } from "./public-origin.ts";

export const feeds = new Hono<App>();

/** More are of no use: a reader has seen the others, and this is what each look costs. */
const MOST_ENTRIES = 50;

const FORMATS = {
  "/feed.atom": "application/atom+xml; charset=utf-8",
  "/feed.json": "application/feed+json; charset=utf-8",
} as const;
type Path = keyof typeof FORMATS;

feeds.get("/feed.atom", async (c) => answerFeed(c, "/feed.atom"));
feeds.get("/feed.json", async (c) => answerFeed(c, "/feed.json"));

async function answerFeed(c: Context<App>, path: Path): Promise<Response> {
  const { context } = c.var;
  const known = c.req.header("If-None-Match");
  // One row read, where nothing has happened since.
  const country = c.req.query("country")?.toUpperCase() ?? context.settings.country;
  const maybeSame = known?.includes(CHOSEN) ?? false;
  if (maybeSame && known === tagOf(await findLastArrival(context.db), country, true)) {
    c.header("ETag", known);
    return c.body(null, 304);
  }
  await ensureUpgraded(context);
  const address = await readAddress(c);
  if (typeof address === "string") {
    return path === "/feed.json" ? c.json({ message: address }, 400) : c.text(`${address}\n`, 400);
  }
  const home = context.settings.country;
  const state = await findFeedState(context.db, { home, country: address.country });
  const tag = tagOf(state.last, address.country, state.hasChosen);
  c.header("ETag", tag);
  if (known === tag) return c.body(null, 304);
  const feed = await makeFeed(c, path, address, state);
  const { writeAtom, writeJsonFeed } = await import("./write-feed.ts");
  const body = path === "/feed.atom" ? writeAtom(feed) : writeJsonFeed(feed);
  return c.body(body, 200, { "Content-Type": FORMATS[path] });
}

const CHOSEN = "chosen-";

/** Before services are chosen it is another one, so that the feed says no longer that none are, as soon as some are. */
function tagOf(last: string, country: string, hasChosen: boolean): string {
  return `W/"${hasChosen ? CHOSEN : "none-"}${last}-${country}-${VERSION}"`;
}

async function makeFeed(
  c: Context<App>,
  path: Path,
  address: FeedAddress,
  { hasChosen, first }: FeedState,
): Promise<Feed> {
  const { db, settings } = c.var.context;
  const { lists, all, country } = address;
  const arrivals = await listToldArrivals(db, settings, {
    country,
    all,
    limit: MOST_ENTRIES,
    ...(lists !== null && { lists }),
  });
  const name = first === null ? "empty" : await fingerprint(`${first.owner} ${first.createdAt}`);
  const origin = publicOrigin(c);
  const page = `${origin}/new${lists === null ? "" : `?${choiceText({ lists: [...lists], all: false })}`}`;
  const maker = { name, page, imageOrigin: settings.tmdbImageOrigin };
  const entries = await Promise.all(arrivals.map(async (arrival) => feedEntry(arrival, maker)));
  const fields = address.text === "" ? "" : `?${address.text}`;
  return {
    // Without an ampersand, for which the library would put line breaks around it.
    id: `tag:watchwhere,2026:${[name, "arrivals", ...address.text.split("&")].filter((part) => part !== "").join("/")}`,
    title: all ? "Films that came to any service" : "Films that came to my services",
    description: describe(all, hasChosen),
    self: `${origin}${path}${fields}`,
    page,
    updatedAt: arrivals[0]?.at ?? first?.createdAt ?? 0,
    entries,
  };
}

function describe(all: boolean, hasChosen: boolean): string {
  if (all) return "What came to any streaming service, as seen on TMDB.";
  return hasChosen
    ? "What came to the services chosen as mine, as seen on TMDB."
    : "Nothing is shown yet, because no services are chosen: choose them on the page “My services”, or add all=1 to this feed’s address for all services.";
}
