// Where things are in the checkout, and in the image, which has the same shape.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const PROJECT_DIR = resolve(import.meta.dirname, "../..");
export const DIST_DIR = join(PROJECT_DIR, "dist");
export const MIGRATIONS_DIR = join(PROJECT_DIR, "migrations");

/** The number in package.json, which the build has put into the Worker too. */
export function readVersion(): string {
  const text = readFileSync(join(PROJECT_DIR, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
