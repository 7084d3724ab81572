// One CSV on its own. A list's export says what it is; a watchlist and the films seen have the very same columns, so that
// only the file's name tells them apart.

import type { ExportFile, ExportReading, ExportRules, TakenFiles } from "./index.ts";
import { newBudget, readListFile, readSeen, readWatchlist } from "./read-films.ts";
import { isListExport } from "./read-list.ts";
import { rejected, type Rejected } from "./rejection.ts";

export async function readLoneFile(file: ExportFile, rules: ExportRules): Promise<ExportReading> {
  const { take, confirmed } = rules;
  const budget = newBudget();
  if (take.has("lists") && isListExport(file.bytes)) {
    const list = await readListFile(file, rules, budget);
    return list.ok ? taken({ lists: [list.list] }) : list;
  }
  if (take.has("seen") && !confirmed && isNamedWatched(file.name)) {
    const seen = await readSeen(file, rules, budget);
    return seen.ok ? taken({ seen: seen.films }) : seen;
  }
  if (!take.has("watchlist")) return notAskedFor(file, rules);
  if (!confirmed && looksWatched(file.name)) {
    return rejected(
      "looks-watched",
      `${file.name} looks like a list of films you have seen, not of films you want to see. Both have the same columns; only the name differs.`,
    );
  }
  const watchlist = await readWatchlist(file, rules, budget);
  return watchlist.ok ? taken({ watchlist: watchlist.films }) : watchlist;
}

function taken(files: Partial<TakenFiles>): ExportReading {
  const notTaken = { watchlist: 0, seen: 0, lists: 0 };
  return {
    ok: true,
    files: { watchlist: null, seen: null, lists: [], notTaken, refused: [], ...files },
  };
}

function notAskedFor({ name }: ExportFile, { take }: ExportRules): Rejected {
  const why = take.has("seen")
    ? "Only the file’s name, watched.csv, tells films seen from a watchlist."
    : "A list’s export begins with “Letterboxd list export”.";
  return rejected("nothing-taken", `${name} is not what was asked for. ${why}`);
}

/** `watched.csv`, and `likes/films.csv`: both have a watchlist's columns. */
function looksWatched(name: string): boolean {
  return isNamedWatched(name) || (/likes|^films\b/i.test(name) && !/watchlist/i.test(name));
}

function isNamedWatched(name: string): boolean {
  return /(?<!un-?|not.|be.)watched/i.test(name) && !/watchlist/i.test(name);
}
