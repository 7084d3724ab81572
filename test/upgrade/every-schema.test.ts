// A database in the schema of any of the migrations that were ever released comes up with all that it held.

import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { provideBundle } from "../../src/home/bundle.ts";
import { databaseFile } from "../../src/home/database-file.ts";
import { applyMigrations } from "../../src/home/migrations.ts";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";
import { openHome, rowsIn, runAt } from "./at-home.ts";
import { snapshotOf } from "./snapshot.ts";
import { readBuiltWorker } from "./worker-bundle.ts";

beforeAll(async () => {
  await provideBundle(AbortSignal.timeout(60_000));
});

/** What is made from the rest, and made again. */
const DERIVED = new Set(["shelf", "d1_migrations"]);

const MIGRATIONS = readdirSync(MIGRATIONS_DIR)
  .filter((name) => name.endsWith(".sql"))
  .toSorted();

test.each(MIGRATIONS.slice(0, -1).map((_, i) => i + 1))(
  "a database with only the first %i migrations",
  { timeout: 120_000 },
  async (released) => {
    const now = Date.now();
    const first = openHome({ now });
    const whole = openHome({ now, migrations: MIGRATIONS_DIR });
    const old = asOf(MIGRATIONS.slice(0, released), first);
    applyMigrations(databaseFile(old), MIGRATIONS_DIR);

    const expected = await saidOf(whole);
    expect(expected.apiFilms).not.toEqual([]);
    expect(await saidOf(old)).toEqual(expected);
    for (const table of ["films", "list_films", "arrivals"]) {
      const every = `select * from ${table} order by 1, 2`;
      expect(rowsIn(old, every)).toEqual(rowsIn(whole, every));
    }
  },
);

async function saidOf(dataDir: string) {
  const running = await runAt(dataDir, readBuiltWorker());
  const { headline } = await snapshotOf(running.fetch, "headline");
  const { apiFilms } = await snapshotOf(running.fetch, "apiFilms");
  return { headline, apiFilms };
}

/** The database of the folder in the schema of those migrations, with all that it has room for. */
function asOf(migrations: readonly string[], from: string): string {
  const dataDir = emptyFolder();
  const released = emptyFolder();
  for (const name of migrations) copyFileSync(join(MIGRATIONS_DIR, name), join(released, name));
  applyMigrations(databaseFile(dataDir), released);
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec(`attach '${databaseFile(from)}' as held`);
  const tables = db.prepare("select name from main.sqlite_master where type = 'table'").all();
  for (const { name } of tables) {
    const table = String(name);
    if (DERIVED.has(table) || table.startsWith("sqlite_")) continue;
    // What only the later schema has is empty, as it is right after its migration.
    const columns = db
      .prepare(
        `select name from pragma_table_info('${table}', 'main')
        where name in (select name from pragma_table_info('${table}', 'held'))`,
      )
      .all();
    if (columns.length === 0) continue;
    const list = columns.map((column) => `"${String(column.name)}"`).join(", ");
    db.exec(`insert into main."${table}" (${list}) select ${list} from held."${table}"`);
  }
  db.close();
  return dataDir;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchwhere-schema-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
