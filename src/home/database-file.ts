// D1 at home is an SQLite file. Its name is made as workerd makes the id of a Durable Object, from
// names that never change: the class that miniflare keeps databases in, and the binding.

import { createHash, createHmac } from "node:crypto";
import { join } from "node:path";

/** The binding of D1, in wrangler.toml and in the Worker. */
export const DATABASE = "DB";

const OBJECT_CLASS = "miniflare-D1DatabaseObject";

/** Where miniflare keeps its part of DATA_DIR: the same as `wrangler --persist-to DATA_DIR`. */
export function storageIn(dataDir: string): string {
  return join(dataDir, "v3");
}

/** Where backups go that are given no other place. */
export function backupsIn(dataDir: string): string {
  return join(dataDir, "backups");
}

export function databaseFile(dataDir: string): string {
  return join(storageIn(dataDir), "d1", OBJECT_CLASS, `${objectId(OBJECT_CLASS, DATABASE)}.sqlite`);
}

function objectId(uniqueKey: string, name: string): string {
  const key = createHash("sha256").update(uniqueKey).digest();
  const nameMac = createHmac("sha256", key).update(name).digest().subarray(0, 16);
  const check = createHmac("sha256", key).update(nameMac).digest().subarray(0, 16);
  return Buffer.concat([nameMac, check]).toString("hex");
}
