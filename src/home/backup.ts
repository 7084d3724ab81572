// `npm run backup`: copies the database, also while the app runs. `npm run backup -- FILE` says where to, and may
// name a folder. With "-" the copy goes to the standard output, which is the way out of a container:
//   docker compose exec -T app node src/home/backup.ts - > watchwhere.sqlite

import { createReadStream, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { CannotStart } from "./cannot-start.ts";
import { explainFault, findFault } from "./check-database.ts";
import { copyDatabase } from "./database-copy.ts";
import { backupsIn, databaseFile, storageIn } from "./database-file.ts";
import { MIGRATIONS_DIR } from "./project.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async ({ dataDir, argument }) => {
  const source = databaseFile(dataDir);
  if (argument === "-") return copyToOutput(source);
  const name = `watchwhere-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}Z.sqlite`;
  const asked = argument === undefined ? join(backupsIn(dataDir), name) : resolve(argument);
  const isFolder = statSync(asked, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const target = isFolder ? join(asked, name) : asked;
  if (isWithin(storageIn(dataDir), target)) {
    throw new CannotStart(
      `${target} is where the app keeps the database itself. Name another folder.`,
    );
  }
  await copyDatabase(source, target);
  checkCopy(target);
  console.log(`The database was copied to ${target}`);
});

async function copyToOutput(source: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "watchwhere-"));
  try {
    const copy = join(folder, "copy.sqlite");
    await copyDatabase(source, copy);
    await pipeline(createReadStream(copy), process.stdout);
    checkCopy(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy of a damaged database is damaged too. Its owner should hear of it while there are older ones. */
function checkCopy(copy: string): void {
  const fault = findFault(copy, MIGRATIONS_DIR);
  if (fault?.kind === "damaged" || fault?.kind === "unreadable") {
    throw new CannotStart(
      `The copy was made, but the database is damaged, and so is the copy. Keep the older ones. ${explainFault(copy, fault)}`,
    );
  }
}

function isWithin(folder: string, file: string): boolean {
  try {
    const real = join(realpathSync(dirname(file)), basename(file));
    return real.startsWith(realpathSync(folder) + sep);
  } catch {
    return false; // One of the two is not there yet.
  }
}
