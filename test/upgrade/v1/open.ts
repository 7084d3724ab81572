// Opens what was kept of the first version: its Worker, its migrations, and databases that it made. A database
// is moved in time as it is opened, so that it looks as old as on the day on which it was made.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { brotliDecompressSync } from "node:zlib";
import type { HeldMessage } from "../run-worker.ts";
import { unpackWorker, type WorkerBundle } from "../worker-bundle.ts";
import about from "./about.json" with { type: "json" };

/** What the refresh is doing; see make-database.ts. */
export type V1State = "idle" | "reading" | "looking-up";

export const V1_MIGRATIONS_DIR = join(import.meta.dirname, "migrations");

/** The moment at which the databases were made, in milliseconds since 1970. */
export const V1_MADE_AT = Date.parse(about.madeAt);

/** Whose they are, and of which country. */
export const V1_SETTINGS: Readonly<Record<string, string>> = about.settings;

export function readV1Worker(): WorkerBundle {
  return unpackWorker(readFileSync(join(import.meta.dirname, "worker.json.br")));
}

/** What was in the queues. */
export function readV1Messages(state: V1State): HeldMessage[] {
  const text = readFileSync(join(import.meta.dirname, "messages.json"), "utf8");
  return (JSON.parse(text) as Record<V1State, HeldMessage[]>)[state];
}

interface Opening {
  state?: V1State;
  /**
   * The moment, in milliseconds since 1970, for which the database is to look as it was. For whoever can set the
   * clock of what reads it, V1_MADE_AT leaves everything as it was written.
   */
  now?: number;
}

/** Writes the database to a file, which is not there yet. */
export function openV1Database(
  file: string,
  { state = "idle", now = Date.now() }: Opening = {},
): void {
  mkdirSync(dirname(file), { recursive: true });
  const packed = readFileSync(join(import.meta.dirname, `${state}.sqlite.br`));
  writeFileSync(file, brotliDecompressSync(packed), { flag: "wx" });
  const ahead = Math.round((now - V1_MADE_AT) / 1000);
  if (ahead === 0) return;
  const db = new DatabaseSync(file);
  db.exec(`begin; ${moveInTime(ahead)}; commit;`);
  db.close();
}

/** A date without a time moves by whole days. */
function moveInTime(seconds: number): string {
  const date = (column: string) => `date(${column}, '${Math.round(seconds / 86_400)} days')`;
  const columns = (table: string, names: string) => {
    const moves = names.split(" ").map((name) => `${name} = ${name} + ${seconds}`);
    return `update ${table} set ${moves.join(", ")}`;
  };
  const remembered = (key: string, ...paths: string[]) => {
    const moves = paths.map((path) => `, '$.${path}', (value ->> '$.${path}') + ${seconds}`);
    return `update memory set value = json_set(value${moves.join("")}) where key = '${key}'`;
  };
  const eachAt = (list: string) =>
    `(select json_group_array(json_set(value, '$.at', (value ->> 'at') + ${seconds})) from json_each(${list}))`;
  return [
    columns("films", "created_at listed_at film_page_asked_at checked_at"),
    `update films set added_on = ${date("added_on")} where added_on is not null`,
    `update films set changes = ${eachAt("changes")} where changes is not null`,
    columns("shelf", "added_at arrived_at left_at"),
    `update shelf set added_at = unixepoch(films.added_on) from films where films.id = film_id and added_on is not null`,
    columns("refreshes", "started_at finished_at progress_at lookups_at not_before"),
    columns("imports", "imported_at undone_at"),
    `update imports set before = (select json_group_array(json_array(
       value ->> 0, value ->> 1, ${date("value ->> 2")})) from json_each(before)) where before is not null`,
    `update gate set next_at = next_at + ${seconds * 1000}`,
    ...["until", "closed_until"].map((name) => {
      return `update gate set ${name} = ${name} + ${seconds * 1000} where ${name} > 0`;
    }),
    remembered("live-list", "readWholeAt"),
    remembered("schedule", "from"),
    remembered("providers-read", "at"),
    remembered("shelf", "at", "wholeAt"),
    `update memory set value = json_set(value, '$.arrivals', json(${eachAt("value, '$.arrivals'")})) where key = 'facets'`,
  ].join(";\n");
}
