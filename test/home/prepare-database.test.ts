import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { databaseFile } from "../../src/home/database-file.ts";
import { prepareDatabase } from "../../src/home/prepare-database.ts";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";
import { makeDatabase, titlesIn } from "./databases.ts";
import { ENOUGH, makeFolder, startHome } from "./home-program.ts";
import { canMount, mountTinyDisk } from "./tiny-disk.ts";

let dataDir: string;
let file: string;

beforeEach(() => {
  dataDir = makeFolder();
  file = makeDatabase(dataDir, "Heat");
});

function whyNot(folder = dataDir, migrations = MIGRATIONS_DIR): string {
  try {
    prepareDatabase(folder, migrations);
    return "It was prepared.";
  } catch (error) {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : "";
  }
}

/** workerd leaves this behind once it has served the database. */
function markAsServed(): void {
  writeFileSync(join(dirname(file), "metadata.sqlite"), "");
}

describe("a damaged database is named, with what to do:", () => {
  test("nonsense throughout, or in one page that the start itself would not read", () => {
    const db = new DatabaseSync(file);
    const sql = "select rootpage from sqlite_master where name = 'refreshes'";
    const page = Number(db.prepare(sql).get()?.rootpage);
    db.close();
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.alloc(bytes.length, 0x5a));
    expect(whyNot()).toContain(
      `CannotStart: The database is damaged: it is not an SQLite database`,
    );
    expect(whyNot()).toContain(file);
    bytes.fill(0x5a, (page - 1) * 4096, page * 4096);
    writeFileSync(file, bytes);
    expect(whyNot()).toContain("CannotStart: The database is damaged");
  });

  test("a table that is missing", () => {
    const db = new DatabaseSync(file);
    db.exec("drop table refreshes");
    db.close();
    expect(whyNot()).toContain("it has no refreshes.id");
  });

  test("emptied, which is no first start", () => {
    markAsServed();
    truncateSync(file, 0);
    expect(whyNot()).toContain("it is empty, and used not to be");
    expect(readFileSync(file)).toHaveLength(0);
  });

  test.each(["-wal", "backups/a.sqlite", "replaced-1/a.sqlite"])(
    "emptied, with %s beside it",
    (name) => {
      truncateSync(file, 0);
      const beside = name.startsWith("-") ? file + name : join(dataDir, name);
      mkdirSync(dirname(beside), { recursive: true });
      writeFileSync(beside, "x".repeat(100));
      expect(whyNot()).toContain("it is empty, and used not to be");
      expect(readFileSync(beside)).toHaveLength(100);
    },
  );

  test("the newest backup is offered, and else what there is to do without one", () => {
    truncateSync(file, 40_000);
    expect(whyNot()).toContain("There is no backup in");
    const backups = join(dataDir, "backups");
    mkdirSync(backups);
    for (const [name, day] of Object.entries({ "b.sqlite": 1, "a.sqlite": 3, "c.sqlite": 2 })) {
      writeFileSync(join(backups, name), "");
      utimesSync(join(backups, name), day, day);
    }
    expect(whyNot()).toContain(`npm run restore -- ${join(backups, "a.sqlite")}`);
  });

  test("by the program itself, in words and without a stack", async () => {
    writeFileSync(file, "x".repeat(100_000));
    const home = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
    expect(await home.ended).toBe(1);
    expect(home.errors()).toContain("watchwhere cannot start.\nThe database is damaged");
    expect(home.errors()).not.toMatch(/^\s+at /m);
  });
});

test("a database that is gone is made anew, and the log says so", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  markAsServed();
  rmSync(file);
  expect(prepareDatabase(dataDir, MIGRATIONS_DIR)).not.toEqual([]);
  expect(String(log.mock.calls[0])).toContain("is gone, so a new one is made");
});

test("a start that was broken off before anything was written is still a first one", () => {
  const fresh = makeFolder();
  mkdirSync(dirname(databaseFile(fresh)), { recursive: true });
  writeFileSync(databaseFile(fresh), "");
  expect(prepareDatabase(fresh, MIGRATIONS_DIR)).not.toEqual([]);
});

describe.skipIf(!canMount)("on a full disk", () => {
  test("a migration changes nothing and says why", () => {
    const disk = mountTinyDisk("512k");
    dataDir = join(disk, "data");
    mkdirSync(dataDir);
    file = makeDatabase(dataDir, "Heat");
    const larger = makeFolder();
    cpSync(MIGRATIONS_DIR, larger, { recursive: true });
    const sql = "create table large as select randomblob(600000) as x;";
    writeFileSync(join(larger, "9999_large.sql"), sql);
    expect(whyNot(dataDir, larger)).toContain("the disk is full");
    expect(titlesIn(file)).toEqual(["Heat"]);
  });

  test("the program says where it is full", async () => {
    const disk = mountTinyDisk("64k");
    const home = await startHome({ ...ENOUGH, DATA_DIR: disk });
    expect(await home.ended).toBe(1);
    expect(home.errors()).toContain("the disk is full");
    expect(home.errors()).toContain(databaseFile(disk));
    expect(home.errors()).not.toMatch(/^\s+at /m);
  });

  test("the folder can be claimed all the same", async () => {
    const disk = mountTinyDisk("64k");
    writeFileSync(join(disk, "filler"), Buffer.alloc(64 * 1024));
    const home = await startHome({ ...ENOUGH, DATA_DIR: disk });
    expect(await home.ended).toBe(1);
    expect(home.errors()).toContain("The database cannot be opened or brought up to date");
  });
});
