import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { databaseFile } from "../../src/home/database-file.ts";
import { applyMigrations } from "../../src/home/migrations.ts";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";
import { films } from "../stand-ins/films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { askJson, untilIdle, type FilmAnswer } from "./ask.ts";
import { makeFolder, settingsFor, startHome } from "./home-program.ts";

const MIGRATIONS = readdirSync(MIGRATIONS_DIR)
  .filter((name) => name.endsWith(".sql"))
  .toSorted();

/** What is made from the rest, and made again. */
const DERIVED = new Set(["shelf", "d1_migrations"]);

/** The database in the schema of the first of our migrations, with all that it has room for. */
function asOf(first: readonly string[], file: string, dataDir: string): void {
  const folder = makeFolder();
  for (const name of first) copyFileSync(join(MIGRATIONS_DIR, name), join(folder, name));
  applyMigrations(databaseFile(dataDir), folder);
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec(`attach '${file}' as now`);
  const tables = db.prepare("select name from main.sqlite_master where type = 'table'").all();
  for (const { name } of tables) {
    const table = String(name);
    if (DERIVED.has(table) || table.startsWith("sqlite_")) continue;
    const columns = db.prepare(`select name from pragma_table_info('${table}')`).all();
    const list = columns.map((column) => `"${String(column.name)}"`).join(", ");
    db.exec(`insert into main."${table}" (${list}) select ${list} from now."${table}"`);
  }
  db.close();
}

function filmsIn(dataDir: string): unknown[] {
  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  const rows = db.prepare("select * from films order by id").all();
  db.close();
  return rows;
}

test("every schema that was ever released comes up with all its films", async () => {
  const standIns = await serveStandIns();
  onTestFinished(() => standIns.close());
  const settings = settingsFor(standIns);
  const present = makeFolder();
  const home = await startHome({ ...settings, DATA_DIR: present });
  await home.said("ready");
  await untilIdle(home.url, 60_000);
  const before = await askJson<{ films: FilmAnswer[] }>(`${home.url}/api/films`);
  expect(before.films).toHaveLength(films.length);
  const headline = headlineOf(await (await fetch(home.url)).text());
  home.process.kill("SIGTERM");
  await home.ended;

  for (let released = 1; released < MIGRATIONS.length; released++) {
    const old = makeFolder();
    asOf(MIGRATIONS.slice(0, released), databaseFile(present), old);
    const upgraded = await startHome({ ...settings, DATA_DIR: old });
    await upgraded.said("ready");
    expect(await askJson(`${upgraded.url}/api/films`)).toEqual(before);
    expect(await untilShown(upgraded.url)).toBe(headline);
    upgraded.process.kill("SIGTERM");
    await upgraded.ended;
    expect(filmsIn(old)).toEqual(filmsIn(present));
  }
});

/** What is made from the films is made right after the start. */
async function untilShown(url: string): Promise<string> {
  const end = Date.now() + 10_000;
  for (;;) {
    const headline = headlineOf(await (await fetch(url)).text());
    if (headline !== "" || Date.now() > end) return headline;
    await sleep(100);
  }
}

/** "97 of 161 films stream in …" */
function headlineOf(html: string): string {
  return /<h1><em>\d+<\/em> of \d+ films[^<]*/.exec(html)?.[0] ?? "";
}
