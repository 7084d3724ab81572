// Keeps the shelf and its counts true to the films. Making all of it takes a second of SQLite for ten thousand
// films, so only rows whose films changed are made again; all are when what counts as mine, or the settings,
// changed, and once a day, in case a change was missed.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";
import { foldText } from "../shelf/view.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { AppContext } from "../context.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { addedOnOf, listed, placeOf } from "./listed.ts";
import { listSeenServices, type SeenService } from "./services.ts";
import { brandOf } from "../tmdb/brands.ts";
import { assignSlots, keepSlots, slotName } from "./shelf-bits.ts";
import { rebuildFacets } from "./shelf-facets.ts";
import { findMade, forgetMade, type Made } from "./shelf-made.ts";
import { makeRows, NAMES, offerRows, RATING, RELEASE_DAY } from "./shelf-rows.ts";
import { batch } from "./batch.ts";

/** Titles folded in one go: a thousand take about two milliseconds. */
const FOLDED_AT_ONCE = 1500;

/** A look-up's moment is read from the clock before its answers are stored. */
const STORED_WITHIN_SECONDS = 60;

/**
 * Brings the shelf and its counts up to date. Call it after the list, films' offers, matches or the choice of
 * services changed; calling it without need writes nothing. Fourteen statements at most.
 */
export async function rebuildShelf(
  context: Pick<AppContext, "db" | "settings" | "now">,
): Promise<void> {
  const { db, settings } = context;
  const now = seconds(context.now());
  const { made, choice, ...before } = await findMade(db, settings);
  const mended = made && (await whatChanged(db, settings, made, now));
  const seen = mended?.seen ?? (await listSeenServices(db, settings, sql`true`));
  const slots = assignSlots(
    before.slots,
    seen.map((provider) => slotName(brandOf(provider).id, provider.kind)),
  );
  const offers = offerRows(seen, choice, slots);
  const isMended = mended && JSON.stringify(offers) === JSON.stringify(made.offers);
  const which = isMended ? sql`films.id in (select value from ${jsonRows(mended.ids)})` : sql`true`;
  await batch(db, [
    ...(made ? [] : [forgetMade(db)]),
    db.run(
      sql`delete from shelf where film_id not in (select id from films where ${listed(settings)})`,
    ),
    keepSlots(db, slots),
    makeRows(db, { settings, offers, which, isAnew: made === null }),
  ]);
  await foldNames(db);
  const { country, username } = settings;
  const wholeAt = isMended ? made.wholeAt : now;
  await rebuildFacets(db, { country, username, at: now, wholeAt, seen, offers });
}

/** The films whose rows are to be made again, and all services with theirs; null: all of them. */
async function whatChanged(
  db: Database,
  settings: Settings,
  made: Made,
  now: number,
): Promise<{ ids: number[]; seen: SeenService[] } | null> {
  if (now - made.wholeAt >= DAY_SECONDS || now < made.at) return null;
  const rows = await db.all<{ id: number }>(sql`
    select films.id as id from films left join shelf on film_id = films.id
    where ${listed(settings)} and ${hasChanged(settings, made.at - STORED_WITHIN_SECONDS)}`);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return { ids, seen: made.seen };
  const which = sql`films.id in (select value from ${jsonRows(ids)})`;
  const found = await listSeenServices(db, settings, which);
  const known = new Set(made.seen.map(({ id, kind }) => `${id} ${kind}`));
  const news = found.filter(({ id, kind }) => !known.has(`${id} ${kind}`));
  return { ids, seen: [...made.seen, ...news] };
}

/** Offers are not compared, for that would be making them: they change when a film is looked up. */
function hasChanged(settings: Settings, since: number): SQL {
  return sql`(film_id is null or checked_at >= ${since}
    or (standing = 0) <> (films.country is not ${settings.country} or films.offers is null)
    or place is not ${placeOf(settings)} or names is not ${NAMES}
    or shelf.year is not films.year or shelf.runtime is not films.runtime
    or shelf.rating is not ${RATING} or release_day is not ${RELEASE_DAY}
    or shelf.genres is not coalesce(films.genres, '[]')
    or (${addedOnOf(settings)} is not null and added_at is not unixepoch(${addedOnOf(settings)})))`;
}

/** SQLite's lower() knows ASCII alone, so new names are folded here, some at a time. */
async function foldNames(db: Database): Promise<void> {
  const rows = await db.all<{ id: number; names: string }>(sql`
    select film_id as id, names from shelf where not folded limit ${FOLDED_AT_ONCE}`);
  if (rows.length === 0) return;
  const folded = rows.map(({ id, names: text }) => [id, searchText(text)]);
  await db.run(sql`
    update shelf set search = row.value ->> 1, folded = 1
    from ${jsonRows(folded)} as row where film_id = row.value ->> 0`);
}

/**
 * Begins with the title, its leading article behind it, so that it serves for the order by title too. Words that
 * signs hold together are there in one as well: "WALL·E" is found as "walle", "Spider-Man" as "spiderman".
 */
export function searchText(text: string): string {
  return text
    .split("\n")
    .map((name) => `${behindArticle(foldText(name))} ${joinedWords(name)}`.trim())
    .join("\n");
}

function behindArticle(folded: string): string {
  return folded.replace(/^(the|a|an) (.+)/, "$2 $1");
}

function joinedWords(name: string): string {
  const words = name.split(/\s+/).map(foldText);
  return words
    .filter((word) => word.includes(" "))
    .map((word) => word.replaceAll(" ", ""))
    .join(" ");
}
