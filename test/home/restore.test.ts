import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { databaseFile } from "../../src/home/database-file.ts";
import { MIGRATIONS_DIR, PROJECT_DIR } from "../../src/home/project.ts";
import { makeDatabase, namesIn, titlesIn } from "./databases.ts";
import { makeFolder } from "./home-program.ts";
import { canMount, mountTinyDisk } from "./tiny-disk.ts";

const run = promisify(execFile);
const RESTORE = join(PROJECT_DIR, "src/home/restore.ts");

let dataDir: string;
/** The database that is there, with the film "Old". */
let file: string;
/** A good copy, with the film "New". */
let copy: string;

beforeEach(() => {
  dataDir = makeFolder();
  file = makeDatabase(dataDir, "Old");
  copy = join(makeFolder(), "copy.sqlite");
  copyFileSync(makeDatabase(makeFolder(), "New"), copy);
});

function restore(argument: string, into = dataDir) {
  return run(process.execPath, [RESTORE, argument], { env: environmentFor(into) });
}

function environmentFor(folder: string) {
  const { PATH = "" } = process.env;
  return { PATH, SETTINGS_DIR: folder, DATA_DIR: folder };
}

/** Why it was refused, once it is sure that nothing is different but the lock that was held meanwhile. */
async function refusalOf(argument: string): Promise<string> {
  const namesNow = () => namesIn(dataDir).filter((name) => !name.startsWith("lock"));
  const before = namesNow();
  const refusal = await restore(argument).then(
    () => "It was restored.",
    (error: { stderr: string }) => error.stderr,
  );
  expect(titlesIn(file)).toEqual(["Old"]);
  expect(namesNow()).toEqual(before);
  return refusal;
}

test("the copy is there afterwards, and what was there before is kept", async () => {
  const { stdout } = await restore(copy);
  expect(titlesIn(file)).toEqual(["New"]);
  const [, replaced = ""] = /before is in (.+)/.exec(stdout) ?? [];
  expect(readdirSync(replaced)).toHaveLength(1);
  expect(titlesIn(join(replaced, readdirSync(replaced)[0] ?? ""))).toEqual(["Old"]);
  expect(titlesIn(copy)).toEqual(["New"]);
});

test("what had been written last, and is in a file of its own yet, is kept with the rest", async () => {
  leaveUnfolded(file, "Last");
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  const { stdout } = await restore(copy);
  expect(titlesIn(file)).toEqual(["New"]);
  const [, replaced = ""] = /before is in (.+)/.exec(stdout) ?? [];
  const kept = readdirSync(replaced).find((name) => name.endsWith(".sqlite"));
  expect(titlesIn(join(replaced, kept ?? ""))).toEqual(["Old", "Last"]);
});

test("a database that cannot be read any more gives way to the copy, and so does the file beside it", async () => {
  const nonsense = "x".repeat(50_000);
  for (const path of [file, `${file}-wal`]) writeFileSync(path, nonsense);
  const { stdout } = await restore(copy);
  expect(titlesIn(file)).toEqual(["New"]);
  expect(existsSync(`${file}-wal`)).toBe(false);
  const [, replaced = ""] = /before is in (.+)/.exec(stdout) ?? [];
  const kept = readdirSync(replaced).map((name) => readFileSync(join(replaced, name), "utf8"));
  expect(kept).toContain(nonsense);
});

describe("refused, with everything left as it was:", () => {
  test("the database itself, by any of its names", async () => {
    const folder = makeFolder();
    symlinkSync(file, join(folder, "symbolic.sqlite"));
    linkSync(file, join(folder, "hard.sqlite"));
    symlinkSync(dirname(file), join(folder, "folder"));
    const names = [file, ...["symbolic", "hard"].map((name) => join(folder, `${name}.sqlite`))];
    names.push(file.replace(dirname(file), join(folder, "folder")));
    for (const name of names) expect(await refusalOf(name)).toContain("is the database itself");
  });

  test("a file that is not there, a folder, a text, nothing", async () => {
    const folder = makeFolder();
    expect(await refusalOf(join(folder, "nowhere"))).toContain("There is no file");
    expect(await refusalOf(folder)).toContain("could not be copied");
    writeFileSync(join(folder, "text"), "PRAGMA defer_foreign_keys=TRUE;\n".repeat(99));
    expect(await refusalOf(join(folder, "text"))).toContain("it is not an SQLite database");
    writeFileSync(join(folder, "empty"), "");
    expect(await refusalOf(join(folder, "empty"))).toContain("is not a database of watchwhere");
  });

  test("half a copy, and one with a page of nonsense", async () => {
    truncateSync(copy, 40_000);
    expect(await refusalOf(copy)).toContain("its pages do not fit together");
    copyFileSync(file, copy);
    const bytes = readFileSync(copy);
    bytes.fill(0x5a, 8192, 16_384);
    writeFileSync(copy, bytes);
    expect(await refusalOf(copy)).toMatch(/is damaged|cannot be read as a database/);
  });

  test("another app's database, also one on D1, also one with migrations of the same name", async () => {
    const foreign = join(makeFolder(), "foreign.sqlite");
    const db = new DatabaseSync(foreign);
    db.exec("create table notes (x)");
    expect(await refusalOf(foreign)).toContain("is not a database of watchwhere");
    db.exec("create table d1_migrations (id integer primary key, name text, applied_at text)");
    db.exec("insert into d1_migrations (name) values ('0001_create_notes.sql')");
    expect(await refusalOf(foreign)).toContain("none of its migrations is ours");
    db.exec("insert into d1_migrations (name) values ('0000_start.sql')");
    expect(await refusalOf(foreign)).toContain("0001_create_notes.sql, which this app never had");
    db.exec("delete from d1_migrations where name like '0001%'");
    expect(await refusalOf(foreign)).toMatch(/it has no \w+\.\w+/);
    db.close();
  });

  test("one of a newer version, which is named", async () => {
    const db = new DatabaseSync(copy);
    db.exec("insert into d1_migrations (name) values ('0999_later.sql')");
    db.close();
    expect(await refusalOf(copy)).toContain("newer version of watchwhere: it has 0999_later.sql");
  });

  test("bytes from a pipe that are none", async () => {
    const restoring = run("sh", ["-c", `printf nonsense | "${process.execPath}" "${RESTORE}" -`], {
      env: environmentFor(dataDir),
    });
    await expect(restoring).rejects.toThrow("What came in");
    expect(titlesIn(file)).toEqual(["Old"]);
  });
});

test("a copy of an older version is taken, for the next start brings it up to date", async () => {
  const older = join(makeFolder(), "older.sqlite");
  const [first = ""] = readdirSync(MIGRATIONS_DIR).toSorted();
  const db = new DatabaseSync(older);
  db.exec(readFileSync(join(MIGRATIONS_DIR, first), "utf8"));
  db.exec("create table d1_migrations (id integer primary key, name text, applied_at text)");
  db.prepare("insert into d1_migrations (name) values (?)").run(first);
  db.close();
  await restore(older);
  expect(titlesIn(file)).toEqual([]);
});

test("into an empty folder it makes the database, and says of nothing that it was replaced", async () => {
  const empty = makeFolder();
  const { stdout } = await restore(copy, empty);
  expect(stdout).not.toContain("before");
  expect(titlesIn(databaseFile(empty))).toEqual(["New"]);
});

test("where no more may be written, it says so and touches nothing", async () => {
  for (const argument of [copy, "-"]) {
    // 40 kB a file, in units of 512 bytes.
    const script = `ulimit -f 80; "${process.execPath}" "${RESTORE}" ${argument} < "${copy}"`;
    const restoring = run("sh", ["-c", script], { env: environmentFor(dataDir) });
    await expect(restoring).rejects.toThrow(/the database is as it was.*(disk|larger)/s);
    expect(titlesIn(file)).toEqual(["Old"]);
    expect(namesIn(dirname(file)).filter((name) => name.includes("incoming"))).toEqual([]);
  }
});

test.skipIf(!canMount)("on a full disk it says so and touches nothing", async () => {
  const disk = mountTinyDisk("1m");
  dataDir = join(disk, "data");
  mkdirSync(dataDir);
  file = makeDatabase(dataDir, "Old");
  const before = readFileSync(file);
  writeFileSync(join(disk, "filler"), Buffer.alloc(1024 * 1024 - before.length - 60_000));
  expect(await refusalOf(copy)).toContain("the disk is full");
  expect(readFileSync(file).equals(before)).toBe(true);
});

/** As after a power cut: the film is in the -wal file alone. */
function leaveUnfolded(database: string, title: string): void {
  const aside = join(makeFolder(), "aside.sqlite");
  const db = new DatabaseSync(database);
  db.exec("pragma journal_mode = wal");
  db.prepare("insert into films (title, source, created_at) values (?, 'export', 0)").run(title);
  copyFileSync(database, aside);
  copyFileSync(`${database}-wal`, `${aside}-wal`);
  db.close();
  copyFileSync(aside, database);
  copyFileSync(`${aside}-wal`, `${database}-wal`);
}
