// Finds the watchlist in a ZIP and unpacks nothing else.

import { rejected, type Rejected } from "./rejection.ts";
import { canUnpack, unpackEntry } from "./unpack-entry.ts";
import { readDirectory, type ZipEntry } from "./zip-directory.ts";

export async function unpackWatchlist(
  file: { name: string; bytes: Uint8Array },
  maxBytes: number,
  pause: () => Promise<void>,
): Promise<{ ok: true; bytes: Uint8Array } | Rejected> {
  const entries = readDirectory(file.bytes);
  if (entries === null || entries.length === 0) return broken(file.name);
  const entry = findWatchlist(entries);
  if (entry === null) return noWatchlist(file.name, entries);
  if (entry.isEncrypted) {
    return rejected("broken-zip", `${file.name} is protected by a password. Send it without one.`);
  }
  if (!canUnpack(entry)) {
    const advice = "Unpack it yourself, and send the watchlist.csv that is in it.";
    return rejected("broken-zip", `${file.name} is packed in an unusual way. ${advice}`);
  }
  if (Math.max(entry.unpackedBytes, entry.packed.length) > maxBytes) {
    return rejected(
      "unpacks-too-large",
      `${entry.name} in ${file.name} is larger than ${maxBytes / 1e6} MB, which no watchlist is.`,
    );
  }
  const bytes = await unpackEntry(entry, pause);
  return bytes === null ? broken(file.name) : { ok: true, bytes };
}

function broken(zip: string): Rejected {
  return rejected(
    "broken-zip",
    `${zip} could not be unpacked: it is damaged or was cut short. Download it again.`,
  );
}

function noWatchlist(zip: string, entries: readonly ZipEntry[]): Rejected {
  const some = entries.slice(0, 5).map(({ name }) => name.slice(0, 100));
  const more = entries.length > some.length ? " …" : "";
  return rejected(
    "no-watchlist",
    `${zip} has no watchlist.csv in it, but ${some.join(", ")}${more}`,
  );
}

/**
 * At the top, or in a folder if the ZIP was unpacked and packed again. `lists/watchlist.csv` is a custom list of
 * that name, and `deleted/` and `orphaned/` hold what is gone. Where there are several, the exact name is the
 * one that Letterboxd gave; `watchlist (1).csv` and the like are copies that somebody put beside it.
 */
function findWatchlist(entries: readonly ZipEntry[]): ZipEntry | null {
  const candidates = entries.filter(({ name }) => {
    const [file = "", folder = ""] = name.split(/[/\\]/).toReversed();
    return (
      /^watchlist.*\.csv$/i.test(file) && !/^(deleted|orphaned|likes|lists|__MACOSX)$/i.test(folder)
    );
  });
  const exact = candidates
    .filter(({ name }) => /(^|[/\\])watchlist\.csv$/i.test(name))
    .toSorted((a, b) => depth(a) - depth(b));
  return exact[0] ?? candidates[0] ?? null;
}

function depth({ name }: ZipEntry): number {
  return name.split(/[/\\]/).length;
}
