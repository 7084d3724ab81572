// Where things are in the checkout, and in the image, which has the same shape.

import { join, resolve } from "node:path";

export const PROJECT_DIR = resolve(import.meta.dirname, "../..");
export const DIST_DIR = join(PROJECT_DIR, "dist");
export const MIGRATIONS_DIR = join(PROJECT_DIR, "migrations");
