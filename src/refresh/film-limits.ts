// What is refused of a followed list because it would be too much, with the numbers. Watchlists are never refused.

import { countFilmsInAll } from "../d1/followed-lists.ts";
import type { StoredPage } from "../d1/pages.ts";
import type { Failure } from "../failure.ts";
import { MOST_FILMS, MOST_FILMS_A_LIST } from "../list/limits.ts";
import type { ListPage } from "../ports.ts";
import type { AppContext } from "../context.ts";

/** By its stated total, before anything is stored; where none is stated, by the films read so far. null: it is not. */
export function tooLong(
  { films, total }: Pick<ListPage, "films" | "total">,
  earlier: readonly StoredPage[],
): Failure | null {
  const read = earlier.reduce((sum, page) => sum + page.films.length, films.length);
  if ((total ?? read) <= MOST_FILMS_A_LIST) return null;
  const count = total === null ? `more than ${words(MOST_FILMS_A_LIST)}` : words(total);
  return refusal("list-too-long", `The list has ${count} films.`);
}

/**
 * Whether there would be too many different films if the list had these, and more than there are now. `ids` is null for
 * those that are stored of it.
 */
export async function findTooManyInAll(
  { db, settings }: AppContext,
  listId: number,
  ids: readonly number[] | null,
): Promise<Failure | null> {
  const most = settings.atHome ? MOST_FILMS.atHome : MOST_FILMS.onCloudflare;
  const { now, then } = await countFilmsInAll(db, settings, { listId, ids });
  if (then <= most || then <= now) return null;
  return refusal(
    "too-many-films",
    `There are ${words(now)} different films on all lists, and there would be ${words(then)} or more. ` +
      `Up to ${words(most)} are kept${settings.atHome ? "" : " on Cloudflare"}.`,
  );
}

function refusal(kind: Failure["kind"], detail: string): Failure {
  return { kind, detail, retryAfterSeconds: null };
}

function words(n: number): string {
  return n.toLocaleString("en");
}
