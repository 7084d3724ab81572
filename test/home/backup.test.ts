import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { databaseFile } from "../../src/home/database-file.ts";
import { PROJECT_DIR } from "../../src/home/project.ts";
import { films } from "../stand-ins/films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { askJson, untilIdle, type FilmAnswer } from "./ask.ts";
import { makeDatabase, namesIn } from "./databases.ts";
import { ENOUGH, makeFolder, settingsFor, startHome } from "./home-program.ts";
import { canMount, mountTinyDisk } from "./tiny-disk.ts";

const run = promisify(execFile);

function command(name: "backup" | "restore", dataDir: string, ...args: string[]) {
  const script = join(PROJECT_DIR, `src/home/${name}.ts`);
  const { PATH = "" } = process.env;
  const env = { PATH, SETTINGS_DIR: dataDir, DATA_DIR: dataDir };
  return run(process.execPath, [script, ...args], { env });
}

/** Every row of every table. */
function rowsOf(file: string): Record<string, unknown[]> {
  const db = new DatabaseSync(file, { readOnly: true });
  const tables = db.prepare("select name from sqlite_master where type = 'table'").all();
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const all = db.prepare(`select * from "${String(name)}"`);
    all.setReadBigInts(true);
    rows[String(name)] = all.all();
  }
  db.close();
  return rows;
}

test("a copy made while the app runs, restored elsewhere, is the same row for row", async () => {
  const standIns = await serveStandIns();
  onTestFinished(() => standIns.close());
  const settings = settingsFor(standIns);
  const first = makeFolder();
  const home = await startHome({ ...settings, DATA_DIR: first });
  await home.said("refresh-started");
  // In the middle of the work a copy is whole too.
  await command("backup", first, join(first, "early.sqlite"));
  const early = new DatabaseSync(join(first, "early.sqlite"));
  expect(early.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
  early.close();

  await untilIdle(home.url, 60_000);
  const shown = await askJson<{ films: FilmAnswer[] }>(`${home.url}/api/films`);
  const { stdout } = await command("backup", first);
  const [copy = ""] = readdirSync(join(first, "backups"));
  expect(stdout).toContain(copy);
  home.process.kill("SIGTERM");
  await home.ended;

  const second = makeFolder();
  await command("restore", second, join(first, "backups", copy));
  expect(rowsOf(databaseFile(second))).toEqual(rowsOf(databaseFile(first)));
  expect(shown.films).toHaveLength(films.length);
  const again = await startHome({ ...settings, DATA_DIR: second });
  await again.said("ready");
  expect(await askJson(`${again.url}/api/films`)).toEqual(shown);
});

test("what a restore replaces is kept, and a copy can go out and in through pipes", async () => {
  const dataDir = makeFolder();
  const home = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  await home.said("refresh-ended");
  await expect(command("restore", dataDir, "-")).rejects.toThrow("is already running on");
  home.process.kill("SIGTERM");
  await home.ended;

  const backup = ["src/home/backup.ts", "-"];
  const env = { ...process.env, SETTINGS_DIR: dataDir, DATA_DIR: dataDir };
  const copy = spawnSync(process.execPath, backup, { cwd: PROJECT_DIR, env }).stdout;
  const input = { cwd: PROJECT_DIR, env, input: copy, encoding: "utf8" } as const;
  const restored = spawnSync(process.execPath, ["src/home/restore.ts", "-"], input);
  const [, replaced = ""] = /before is in (.+)/.exec(restored.stdout) ?? [];
  const kept = readdirSync(replaced).find((name) => name.endsWith(".sqlite"));
  expect(rowsOf(join(replaced, kept ?? ""))).toEqual(rowsOf(databaseFile(dataDir)));
});

test("a copy goes into a folder that is named, under the day's name", async () => {
  const dataDir = makeFolder();
  const home = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  await home.said("refresh-ended");
  const folder = makeFolder();
  await command("backup", dataDir, folder);
  const [name = "", ...others] = readdirSync(folder);
  expect(name).toMatch(/^watchwhere-.+\.sqlite$/);
  expect(others).toEqual([]);
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
});

test("a copy never goes where the app keeps the database itself", async () => {
  const dataDir = makeFolder();
  const file = makeDatabase(dataDir, "Old");
  for (const target of [file, join(dirname(file), "copy.sqlite"), `${file}-wal`, dirname(file)]) {
    await expect(command("backup", dataDir, target)).rejects.toThrow("keeps the database itself");
  }
  expect(namesIn(dirname(file))).toEqual([basename(file)]);
});

test("a copy of a damaged database says that it is one", async () => {
  const dataDir = makeFolder();
  const file = makeDatabase(dataDir, "Old");
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 8192, 16_384);
  writeFileSync(file, bytes);
  await expect(command("backup", dataDir)).rejects.toThrow("Keep the older ones");
});

test.skipIf(!canMount)("on a full disk no copy is made, and it says so", async () => {
  const disk = mountTinyDisk("64k");
  const dataDir = makeFolder();
  makeDatabase(dataDir, "Old");
  const target = join(disk, "copy.sqlite");
  await expect(command("backup", dataDir, target)).rejects.toThrow("the disk is full");
  expect(namesIn(disk)).toEqual([]);
});
