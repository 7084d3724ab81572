// Opens a ZIP, and unpacks one of its files: no other is touched.

import { fileNameOf } from "./find-files.ts";
import { MAX_TEXT_BYTES } from "./read-lines.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { canUnpack, unpackEntry } from "./unpack-entry.ts";
import { readDirectory, type ZipEntry } from "./zip-directory.ts";

interface File {
  name: string;
  bytes: Uint8Array;
}

export function openZip(file: File): { ok: true; entries: ZipEntry[] } | Rejected {
  const entries = readDirectory(file.bytes);
  return entries === null || entries.length === 0 ? broken(file.name) : { ok: true, entries };
}

export async function unpack(
  entry: ZipEntry,
  zip: Pick<File, "name">,
  { maxBytes, pause }: { maxBytes: number; pause: () => Promise<void> },
): Promise<{ ok: true; bytes: Uint8Array } | Rejected> {
  if (entry.isEncrypted) {
    return rejected("broken-zip", `${zip.name} is protected by a password. Send it without one.`);
  }
  if (!canUnpack(entry)) {
    const advice = `Unpack it yourself, and send the ${fileNameOf(entry)} in it.`;
    return rejected("broken-zip", `${zip.name} is packed in an unusual way. ${advice}`);
  }
  if (Math.max(entry.unpackedBytes, entry.packed.length) > maxBytes) {
    const why =
      maxBytes === MAX_TEXT_BYTES
        ? `is larger than ${maxBytes / 1e6} MB, which no watchlist is`
        : `is too large alongside the others: at most ${MAX_TEXT_BYTES / 1e6} MB of one ZIP is read`;
    return rejected("unpacks-too-large", `${entry.name.slice(0, 200)} in ${zip.name} ${why}.`);
  }
  const bytes = await unpackEntry(entry, pause);
  return bytes === null ? broken(zip.name) : { ok: true, bytes };
}

function broken(zip: string): Rejected {
  return rejected(
    "broken-zip",
    `${zip} couldn’t be unpacked: it is damaged or was cut short. Download it again.`,
  );
}
