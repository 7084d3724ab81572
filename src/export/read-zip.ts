// The member's ZIP → what was asked for of it. A watchlist that cannot be read rejects the whole upload; of the rest,
// each file that cannot be read is named, and the others are taken.

import { fileNameOf, findFiles, type FoundFiles } from "./find-files.ts";
import type { ExportFile, ExportReading, ExportRules, TakenFiles } from "./index.ts";
import { newBudget, readListFile, readSeen, readWatchlist, type Budget } from "./read-films.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { openZip, unpack } from "./unpack.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Twenty can be kept. More are looked into, because they may be later versions of those that are. */
const MAX_LISTS_READ = 100;

export async function readZip(file: ExportFile, rules: ExportRules): Promise<ExportReading> {
  const zip = openZip(file);
  if (!zip.ok) return zip;
  const found = findFiles(zip.entries);
  const budget = newBudget();
  const taken: TakenFiles = {
    watchlist: null,
    seen: null,
    lists: [],
    notTaken: countNotTaken(found, rules),
    refused: [],
  };
  if (rules.take.has("watchlist") && found.watchlist !== null) {
    const { pause } = rules;
    const unpacked = await unpack(found.watchlist, file, { maxBytes: budget.bytes, pause });
    if (!unpacked.ok) return unpacked;
    const named = { name: file.name, bytes: unpacked.bytes };
    const watchlist = await readWatchlist(named, rules, budget);
    if (!watchlist.ok) return watchlist;
    taken.watchlist = watchlist.films;
  }
  await readFurther(file, rules, { found, budget, taken });
  return isNothing(taken) ? nothing(file, rules, zip.entries, taken) : { ok: true, files: taken };
}

interface UnderWay {
  found: FoundFiles;
  budget: Budget;
  taken: TakenFiles;
}

async function readFurther(
  file: ExportFile,
  rules: ExportRules,
  { found, budget, taken }: UnderWay,
): Promise<void> {
  const { take, pause } = rules;
  const refuse = (name: string, { rejection }: Rejected) => {
    taken.refused.push({ name, why: rejection.message });
  };
  const open = async (entry: ZipEntry, name: string) => {
    const unpacked = await unpack(entry, file, { maxBytes: budget.bytes, pause });
    if (unpacked.ok) return { name, bytes: unpacked.bytes };
    refuse(name, unpacked);
    return null;
  };
  if (take.has("watchlist") && found.watchlist === null) {
    taken.refused.push({ name: "watchlist.csv", why: "It isn’t in the ZIP." });
  }
  if (take.has("seen") && found.seen === null) {
    taken.refused.push({ name: "watched.csv", why: "It isn’t in the ZIP." });
  }
  if (take.has("seen") && found.seen !== null) {
    const unpacked = await open(found.seen, nameOf(found.seen));
    const seen = unpacked && (await readSeen(unpacked, rules, budget));
    if (seen?.ok) taken.seen = seen.films;
    else if (seen) refuse(nameOf(found.seen), seen);
  }
  const lists = take.has("lists") ? found.lists : [];
  for (const entry of lists.slice(0, MAX_LISTS_READ)) {
    const unpacked = await open(entry, nameOf(entry));
    const list = unpacked && (await readListFile(unpacked, rules, budget));
    if (list?.ok) taken.lists.push(list.list);
    else if (list) refuse(nameOf(entry), list);
  }
  if (lists.length > MAX_LISTS_READ) {
    const why = `The ZIP has ${lists.length} lists, and the first ${MAX_LISTS_READ} were read.`;
    taken.refused.push({ name: "the other lists", why });
  }
}

function countNotTaken(
  { watchlist, seen, lists }: FoundFiles,
  { take }: ExportRules,
): TakenFiles["notTaken"] {
  return {
    watchlist: watchlist === null || take.has("watchlist") ? 0 : 1,
    seen: seen === null || take.has("seen") ? 0 : 1,
    lists: take.has("lists") ? 0 : lists.length,
  };
}

function isNothing({ watchlist, seen, lists }: TakenFiles): boolean {
  return watchlist === null && seen === null && lists.length === 0;
}

const MAX_SHOWN = 5;

function nothing(
  { name }: ExportFile,
  { take }: ExportRules,
  entries: readonly ZipEntry[],
  { refused }: TakenFiles,
): Rejected {
  if (take.size === 1 && take.has("watchlist")) {
    return rejected("no-watchlist", `${name} has no watchlist.csv in it, but ${someOf(entries)}`);
  }
  if (refused.length === 0) return rejected("nothing-taken", `${name} has no lists in it.`);
  const some = refused.slice(0, MAX_SHOWN).map((file) => `${file.name}: ${file.why}`);
  return rejected(
    "nothing-taken",
    `Nothing that was asked for could be imported from ${name}. ${some.join(" ")}`.slice(0, 900),
  );
}

function someOf(entries: readonly ZipEntry[]): string {
  const some = entries.slice(0, MAX_SHOWN).map((entry) => entry.name.slice(0, 100));
  return `${some.join(", ")}${entries.length > some.length ? " …" : ""}`;
}

function nameOf(entry: ZipEntry): string {
  return fileNameOf(entry).slice(0, 120);
}
