// `npm run backup`: a copy of the database, also while the app runs. `npm run backup -- FILE` says where, also a folder;
// with "-" it goes to the standard output, which is the way out of a container:
//   docker compose exec -T app node src/home/backup.ts - > watchwhere.sqlite

import { createReadStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { copyDatabase } from "./database-copy.ts";
import { databaseFile } from "./database-file.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async ({ dataDir, argument }) => {
  const source = databaseFile(dataDir);
  if (argument === "-") return copyToOutput(source);
  const name = `watchwhere-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}Z.sqlite`;
  const asked = argument === undefined ? join(dataDir, "backups", name) : resolve(argument);
  const isFolder = statSync(asked, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const target = isFolder ? join(asked, name) : asked;
  await copyDatabase(source, target);
  console.log(`The database was copied to ${target}`);
});

async function copyToOutput(source: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "watchwhere-"));
  try {
    const copy = join(folder, "copy.sqlite");
    await copyDatabase(source, copy);
    await pipeline(createReadStream(copy), process.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
