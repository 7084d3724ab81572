// Finds the watchlist in the ZIP and unpacks nothing else. What a ZIP states of its sizes may be a lie: it is
// unpacked in small steps and left as soon as more comes out than an export can have.

import { Unzip, UnzipInflate, type UnzipFile } from "fflate";
import { rejected, type Rejected } from "./rejection.ts";

/** Deflate makes at most about a thousand bytes of one: a step can yield 16 MB. */
const STEP_BYTES = 16_384;

/** An export has some dozens. To find a great many costs more than the square of them. */
const MOST_ENTRIES = 2000;

type State = "seeking" | "unpacking" | "complete" | "too-large" | "damaged";

export function isZip(bytes: Uint8Array): boolean {
  const [p, k, third = -1, fourth = -1] = bytes;
  return (
    p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6))
  );
}

export function unpackWatchlist(
  file: { name: string; bytes: Uint8Array },
  maxBytes: number,
): { ok: true; bytes: Uint8Array } | Rejected {
  const names: string[] = [];
  const parts: Uint8Array[] = [];
  let size = 0;
  let state = "seeking" as State;

  const unzip = new Unzip((entry: UnzipFile) => {
    names.push(entry.name);
    if (names.length > MOST_ENTRIES) throw new Error("more entries than an export has");
    if (state !== "seeking" || !isWatchlist(entry.name)) return;
    state = "unpacking";
    entry.ondata = (error, data, final) => {
      if (error !== null) throw error;
      size += data.length;
      if (size > maxBytes) state = "too-large";
      else parts.push(data);
      if (final && state === "unpacking") state = "complete";
    };
    entry.start();
  });
  unzip.register(UnzipInflate);

  const isOpen = () => state === "seeking" || state === "unpacking";
  try {
    for (let from = 0; from < file.bytes.length && isOpen(); from += STEP_BYTES) {
      const to = from + STEP_BYTES;
      unzip.push(file.bytes.subarray(from, to), to >= file.bytes.length);
    }
  } catch {
    // fflate throws where the ZIP is damaged, and at its end where it was cut short inside a file.
    if (isOpen()) state = "damaged";
  }

  if (state === "complete") return { ok: true, bytes: joined(parts, size) };
  if (state === "too-large") {
    return rejected("unpacks-too-large", `${file.name} unpacks to more than ${maxBytes / 1e6} MB.`);
  }
  if (state === "seeking" && names.length > 0) return noWatchlist(file.name, names);
  return rejected(
    "broken-zip",
    `${file.name} could not be unpacked: it is damaged, cut short or protected by a password.`,
  );
}

function noWatchlist(zip: string, names: readonly string[]): Rejected {
  const some = names.slice(0, 5).join(", ") + (names.length > 5 ? " …" : "");
  return rejected("no-watchlist", `${zip} has no watchlist.csv in it, but ${some}`);
}

/**
 * At the top, or in a folder if the ZIP was unpacked and packed again. `lists/watchlist.csv` is a custom
 * list of that name, and `deleted/` and `orphaned/` hold what is gone.
 */
function isWatchlist(name: string): boolean {
  const [file = "", folder = ""] = name.split(/[/\\]/).toReversed();
  return (
    /^watchlist.*\.csv$/i.test(file) && !/^(deleted|orphaned|likes|lists|__MACOSX)$/i.test(folder)
  );
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
