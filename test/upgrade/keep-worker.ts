// Keeps the Worker that dist/ holds, and the migrations up to it, in a folder beside this file, for the tests of
// upgrades from it. By hand, after `npm run build`: node test/upgrade/keep-worker.ts v2
// v1 is the last version whose page read the table `shelf`.

import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";
import { packWorker, readBuiltWorker } from "./worker-bundle.ts";

const [, , name = ""] = process.argv;
if (!/^v\d+$/.test(name)) throw new Error("Which version? node test/upgrade/keep-worker.ts v2");

const folder = join(import.meta.dirname, name);
mkdirSync(join(folder, "migrations"), { recursive: true });
writeFileSync(join(folder, "worker.json.br"), packWorker(readBuiltWorker()));
for (const file of readdirSync(MIGRATIONS_DIR).filter((entry) => entry.endsWith(".sql"))) {
  cpSync(join(MIGRATIONS_DIR, file), join(folder, "migrations", file));
}
