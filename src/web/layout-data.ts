// Turns the stored data into what every page shows around its content. Asks nobody.

import type { Context } from "hono";
import type {
  FailureView,
  LayoutView,
  NoticeView,
  RunningView,
} from "../../templates/parts/layout-view.ts";
import {
  layoutOf,
  readLayout,
  type FailedList,
  type ShownEnd,
  type ShownRefresh,
  type StoredLayout,
} from "../d1/layout.ts";
import type { RefreshTrigger } from "../list/ended-refresh.ts";
import { batch } from "../d1/batch.ts";
import { countryNotices } from "./country-notices.ts";
import { answerTagged, type Status } from "./answer-tagged.ts";
import { MOST_FIRST_LOOKUPS_A_DAY } from "../list/limits.ts";
import { count, films as filmsInWords } from "../../templates/parts/words.ts";
import {
  exportHelps,
  FAILURE_WORDS,
  failureWordsOf,
  failureWordsOfAll,
  listWords,
} from "../failure-words.ts";
import { secondsLeft } from "../refresh/status.ts";
import { nextTime } from "../refresh/schedule.ts";
import { libraryNotices } from "./library-notices.ts";
import { hasNews } from "./last-visit.ts";
import { mayChange, mayPress } from "./access.ts";
import { assetAddresses } from "./assets.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import { VERSION } from "../settings/version.ts";
import type { App, AppContext } from "../context.ts";

/** `films`: how many are listed; only needed to say that no member is configured, so other pages pass 0. */
export async function layoutView(
  context: AppContext,
  layout: StoredLayout,
  films = 0,
): Promise<LayoutView> {
  const { settings } = context;
  return {
    now: seconds(context.now()),
    updatedAt: layout.updatedAt,
    // Without a member no list is read; an earlier member's is of no interest.
    listAt: settings.members.length === 0 ? null : layout.listAt,
    offersAt: layout.offersAt,
    changed: changedLately(layout, context),
    nextAt:
      layout.scheduledFrom === null ? null : rememberedNextTime(settings, layout.scheduledFrom),
    running: layout.active && runningView(layout.active, context),
    restUntil: layout.ended && restUntil(layout.ended, context),
    notices: [...noticesOf(layout, context, films), ...libraryNotices(layout)],
    serverNotices: libraryNotices(layout),
    servers: settings.libraries.map(({ kind }) => kind),
    failure: layout.ended && failureView(layout.ended),
    hasNews: hasNews(layout.newestAt, context.seenAt ?? null, seconds(context.now())),
    members: settings.members,
    country: layout.country,
    abroad: settings.abroad,
    sampleData: settings.sampleData,
    atHome: settings.atHome,
    changes: changesOf(context),
    imageOrigin: settings.tmdbImageOrigin,
    letterboxdOrigin: settings.letterboxdOrigin,
    assets: await assetAddresses(),
    version: VERSION,
  };
}

function changesOf(context: AppContext): LayoutView["changes"] {
  if (!mayChange(context.settings)) return "nobody";
  return context.settings.adminPassword === null ? "all" : mayPress(context) ? "owner" : "visitor";
}

/** For a page that needs no other data in the same round trip. */
export async function ownLayout(context: AppContext): Promise<LayoutView> {
  const { db, settings } = context;
  const [stored] = await batch(db, [layoutOf(db, settings)]);
  return layoutView(context, readLayout(stored, settings));
}

/** Answers with a page that the browser may keep and revalidate by its ETag. */
export async function answer(c: Context<App>, page: unknown, status?: Status): Promise<Response> {
  return answerTagged(c, String(await page), "text/html; charset=UTF-8", status);
}

/** After a press of the button the page also says that nothing changed, for this long. */
const NOTHING_IS_NEWS_SECONDS = 600;

/** Shown for a day. A list that is read for the first time is all new, which is no news. null: nothing to show. */
function changedLately(
  { ended, updatedAt }: StoredLayout,
  { now }: AppContext,
): LayoutView["changed"] {
  if (ended === null || ended.finishedAt === null || updatedAt === null) return null;
  const { added, removed, films, startedAt: since, finishedAt, trigger, failureKind } = ended;
  if (trigger === "first" || (added > 0 && added === films)) return null;
  const age = seconds(now()) - finishedAt;
  if (added + removed > 0) return age < DAY_SECONDS ? { added, removed, since } : null;
  const wasPressed = trigger === "button" && failureKind === null;
  return wasPressed && age < NOTHING_IS_NEWS_SECONDS ? { added, removed, since } : null;
}

/** The same refreshes as in refreshes.ts: others ask Letterboxd for no list. */
const STARTS_COOLDOWN = new Set<RefreshTrigger>(["first", "schedule", "button", "settings"]);

/** When the cooldown ends, in seconds since 1970; null: there is none. */
function restUntil(ended: ShownRefresh, { settings, now }: AppContext): number | null {
  if (!STARTS_COOLDOWN.has(ended.trigger) || ended.finishedAt === null) return null;
  const until = ended.finishedAt + settings.cooldownMinutes * 60;
  return until > seconds(now()) ? until : null;
}

function noticesOf(
  { active, ended, waiting, withoutServices }: StoredLayout,
  { settings }: AppContext,
  films: number,
): NoticeView[] {
  const notices: NoticeView[] = settings.notes.map((text) => ({ text: `Settings: ${text}` }));
  // A page without films says so itself, and larger.
  if (settings.members.length === 0 && films > 0) {
    const text =
      "No member is configured, so no watchlist is read: films come from your export, and from lists you add.";
    notices.push({ text, link: { href: "/import", words: "Import your export" } });
  }
  notices.push(...countryNotices(settings, { active, withoutServices }));
  if (waiting > 0) {
    const text =
      `${filmsInWords(waiting)} ${waiting === 1 ? "has" : "have"} not been looked up yet: on Cloudflare it’s up to ` +
      `${count(MOST_FIRST_LOOKUPS_A_DAY)} films a day. The rest follow after 00:00 UTC.`;
    notices.push({ text });
  }
  if (ended === null) return notices;
  for (const { kind, name, failureKind } of failedAlone(ended)) {
    if (failureKind === ended.failureKind) continue;
    const { what, advice } = failureWordsOf(failureKind, kind);
    notices.push({ text: `${listWords(kind, name)}: ${what} ${advice}` });
  }
  if (ended.slowReading === 1) {
    const text =
      "Letterboxd has changed its page. This time it could still be read, the slow way. Update this app; " +
      "if there’s no update yet, src/letterboxd/selectors.ts is the file to fix.";
    notices.push({ text });
  }
  const history = { href: "/refreshes", words: "See which" };
  if (ended.oddItems > 0) {
    notices.push({
      text: `On the list, but not films according to Letterboxd: ${ended.oddItems}.`,
    });
  }
  if (ended.lookupsFailed > 0) {
    const text = `Couldn’t be checked, so shown as they were: ${ended.lookupsFailed}.`;
    notices.push({ text, link: history });
  }
  return notices;
}

function runningView(refresh: ShownRefresh, context: AppContext): RunningView {
  const { state, startedAt, pagesRead, pagesTotal, filmsDone, filmsTotal, added, removed } =
    refresh;
  return {
    state: state === "reading" ? "reading" : "looking-up",
    startedAt,
    pagesRead,
    pagesTotal,
    filmsDone,
    filmsTotal,
    added,
    removed,
    secondsLeft: secondsLeft(refresh, context),
    waiting: waitOf(refresh, context),
  };
}

/** For the failure of a page that is asked for again. */
function waitOf({ failureKind, notBefore }: ShownRefresh, { now }: AppContext) {
  if (failureKind === null || notBefore === null) return null;
  return { why: FAILURE_WORDS[failureKind].what, seconds: notBefore - seconds(now()) };
}

function failureView(refresh: ShownEnd): FailureView | null {
  if (refresh.failureKind === null) return null;
  const failed = refresh.failedLists.filter(
    ({ failureKind }) => failureKind === refresh.failureKind,
  );
  const kinds = failed.map(({ kind }) => kind);
  const { what, advice } = failureWordsOfAll(refresh.failureKind, kinds);
  const isOfWatchlist = failed.length === 0 || kinds.includes("watchlist");
  return {
    lists: failedAlone(refresh).flatMap(({ kind, name, failureKind }) =>
      failureKind === refresh.failureKind ? [listWords(kind, name)] : [],
    ),
    message: what,
    advice,
    exportHelps: isOfWatchlist && exportHelps(refresh.failureKind),
    detail: refresh.failureDetail ?? "",
    at: refresh.finishedAt ?? refresh.startedAt,
  };
}

/**
 * The lists that failed although others were read, or for other reasons, and any that is followed; none if all
 * watchlists failed alike.
 */
function failedAlone({ lists, failedLists }: ShownEnd): FailedList[] {
  const reasons = new Set(failedLists.map(({ failureKind }) => failureKind));
  const hasFollowed = failedLists.some(({ kind }) => kind === "list");
  return failedLists.length < lists || reasons.size > 1 || hasFollowed ? failedLists : [];
}

let remembered: { key: string; at: number | null } | null = null;

/** Cached: parsing a schedule takes longer than the rest of a layout, and its result seldom changes. */
function rememberedNextTime(settings: AppContext["settings"], from: number): number | null {
  const key = `${settings.schedule} ${settings.timeZone} ${from}`;
  if (remembered?.key !== key) remembered = { key, at: nextTime(settings, from) };
  return remembered.at;
}
