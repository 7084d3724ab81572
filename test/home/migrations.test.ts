import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { expect, test } from "vitest";
import { databaseFile, storageIn } from "../../src/home/database-file.ts";
import { applyMigrations } from "../../src/home/migrations.ts";
import { MIGRATIONS_DIR, PROJECT_DIR } from "../../src/home/project.ts";
import { makeFolder } from "./home-program.ts";

const ALL = readdirSync(MIGRATIONS_DIR).filter((name) => name.endsWith(".sql"));

function open(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true });
}

function tablesIn(file: string): string[] {
  const db = open(file);
  const rows = db.prepare("select name from sqlite_master where type = 'table'").all();
  db.close();
  return rows.map(({ name }) => String(name));
}

/** A folder of migrations of our own. */
function writeMigrations(migrations: Record<string, string>): string {
  const folder = makeFolder();
  for (const [name, sql] of Object.entries(migrations)) writeFileSync(join(folder, name), sql);
  return folder;
}

test("the file is the one in which miniflare keeps the database of that name", async () => {
  const dataDir = makeFolder();
  const file = databaseFile(dataDir);
  applyMigrations(file, MIGRATIONS_DIR);
  const miniflare = new Miniflare({
    cf: false,
    enableDevRegistry: false,
    resourcePersistencePath: storageIn(dataDir),
    workers: [
      {
        config: {
          name: "probe",
          compatibilityDate: "2026-11-01",
          manifest: {
            mainModule: "probe.js",
            modules: { "probe.js": { type: "esm", contents: "export default {}" } },
          },
          env: { DB: { type: "d1", id: "DB" } },
        },
      },
    ],
  });
  const db = await miniflare.getD1Database("DB");
  const { results } = await db.prepare("select name from d1_migrations").all();
  await miniflare.dispose();
  expect(results.map(({ name }) => name)).toEqual(ALL);
});

test("wrangler finds nothing left to apply, and knows the table", () => {
  const dataDir = makeFolder();
  applyMigrations(databaseFile(dataDir), MIGRATIONS_DIR);
  const wrangler = fileURLToPath(import.meta.resolve("wrangler"));
  const said = execFileSync(
    process.execPath,
    [wrangler, "d1", "migrations", "list", "DB", "--local", `--persist-to=${dataDir}`],
    { cwd: PROJECT_DIR, encoding: "utf8", env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  expect(said).toContain("No migrations to apply");
  expect(existsSync(databaseFile(dataDir))).toBe(true);
});

test("only what is missing is applied, in order, and each is noted", () => {
  const file = join(makeFolder(), "db.sqlite");
  const first = {
    "0000_start.sql": "create table a (x);\n--> statement-breakpoint\ncreate table b (x);",
  };
  const later = {
    ...first,
    "0002_c.sql": "create table c2 (x);",
    "0001_c.sql": "alter table a add y;",
  };
  expect(applyMigrations(file, writeMigrations(first))).toEqual(["0000_start.sql"]);
  expect(applyMigrations(file, writeMigrations(later))).toEqual(["0001_c.sql", "0002_c.sql"]);
  expect(applyMigrations(file, writeMigrations(later))).toEqual([]);
  expect(tablesIn(file)).toEqual(expect.arrayContaining(["a", "b", "c2", "d1_migrations"]));
});

test("a migration that fails leaves nothing of itself, and those before it stay", () => {
  const file = join(makeFolder(), "db.sqlite");
  const folder = writeMigrations({
    "0000_good.sql": "create table good (x);",
    "0001_bad.sql": "create table half (x);\n--> statement-breakpoint\ncreate nonsense;",
  });
  expect(() => applyMigrations(file, folder)).toThrow("0001_bad.sql failed, and changed nothing");
  expect(tablesIn(file)).toContain("good");
  expect(tablesIn(file)).not.toContain("half");
});

test("a database that is newer than the code is refused and left alone", () => {
  const file = join(makeFolder(), "db.sqlite");
  applyMigrations(file, writeMigrations({ "0000_a.sql": "select 1;", "0001_b.sql": "select 1;" }));
  const older = writeMigrations({ "0000_a.sql": "select 1;" });
  expect(() => applyMigrations(file, older)).toThrow(
    "newer version of watchwhere: it has 0001_b.sql",
  );
});
