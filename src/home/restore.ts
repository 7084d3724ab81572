// `npm run restore -- FILE`: puts a backup in the place of the database. The app has to be stopped. With "-"
// the backup is read from the standard input, which is the way into a container:
//   docker compose run --rm -T app node src/home/restore.ts - < watchwhere.sqlite

import { join, resolve } from "node:path";
import { CannotStart } from "./cannot-start.ts";
import { claimDataDir } from "./data-dir.ts";
import { databaseFile } from "./database-file.ts";
import { endLeftoverWorkerd } from "./leftover-workerd.ts";
import { MIGRATIONS_DIR } from "./project.ts";
import { restoreDatabase } from "./restore-database.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async ({ dataDir, argument }) => {
  if (argument === undefined) throw new CannotStart("Which one? npm run restore -- FILE");
  const lock = claimDataDir(dataDir);
  try {
    await endLeftoverWorkerd(dataDir);
    const replaced = join(dataDir, `replaced-${Date.now()}`);
    const isReplaced = await restoreDatabase({
      copy: argument === "-" ? process.stdin : resolve(argument),
      file: databaseFile(dataDir),
      replaced,
      migrationsFolder: MIGRATIONS_DIR,
    });
    console.log("The database was restored.");
    if (isReplaced) console.log(`What was there before is in ${replaced}`);
  } finally {
    lock.close();
  }
});
