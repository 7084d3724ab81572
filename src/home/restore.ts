// `npm run restore -- FILE`: a backup in the place of the database. The app has to be stopped. With "-" the
// file is read from the standard input, which is the way into a container:
//   docker compose run --rm -T app node src/home/restore.ts - < watchwhere.sqlite

import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { CannotStart } from "./cannot-start.ts";
import { claimDataDir } from "./data-dir.ts";
import { restoreDatabase } from "./database-copy.ts";
import { databaseFile } from "./database-file.ts";
import { runCommand } from "./run-command.ts";
import { endLeftoverWorkerd } from "./workerd.ts";

await runCommand(async ({ dataDir, argument }) => {
  if (argument === undefined) throw new CannotStart("Which one? npm run restore -- FILE");
  const lock = claimDataDir(dataDir);
  await endLeftoverWorkerd(dataDir);
  const folder = mkdtempSync(join(tmpdir(), "watchwhere-"));
  try {
    const copy = argument === "-" ? join(folder, "copy.sqlite") : resolve(argument);
    if (argument === "-") await pipeline(process.stdin, createWriteStream(copy));
    const replaced = join(dataDir, `replaced-${Date.now()}`);
    const isReplaced = await restoreDatabase(copy, databaseFile(dataDir), replaced);
    console.log("The database was restored.");
    if (isReplaced) console.log(`What was there before is in ${replaced}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    lock.close();
  }
});
