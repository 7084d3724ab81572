// The names of the snapshot's parts that are there once. Those of films (`films 0`, `more 0` …) and of lists
// (`watchlist 1`, `list 7` …) are numbered.

import type { Settings } from "../settings/index.ts";

export type SnapshotSettings = Pick<Settings, "country" | "members"> &
  Partial<Pick<Settings, "abroad" | "libraries">>;

/** Which lists there are, in the order in which they are shown. */
export const LISTS = "lists";

/** Which of the films in the snapshot are marked as seen or hidden. */
export const MARKS = "marks";

/** Which films stand on servers of the household's own. Neither made nor read where none is configured. */
export const OWN = "own";

/** The settings that the snapshot was made for: a view for other ones has it made anew. */
export const SETTINGS = "settings";

export function textOf({ country, abroad = [], members }: SnapshotSettings): string {
  return JSON.stringify({ country, ...(abroad.length > 0 && { abroad }), members });
}

/** Before the country's code. */
export const COMING = "coming ";

/** What comes out digitally in the country. */
export function comingName({ country }: Pick<SnapshotSettings, "country">): string {
  return `${COMING}${country}`;
}

export function providersName({ country }: Pick<SnapshotSettings, "country">): string {
  return `providers ${country}`;
}

/** Of its arrivals and departures. */
export function changesName({ country }: Pick<SnapshotSettings, "country">): string {
  return `changes ${country}`;
}
