// What the demo's page New shows without waiting: services got films and lost them in the last weeks, and some films come
// out soon. The first refresh of an app announces nothing, so the days before are written into the demo's ledger.

import { DatabaseSync } from "node:sqlite";
import { databaseFile } from "../../src/home/database-file.ts";
import { findFilm } from "../stand-ins/films.ts";
import type { ServedStandIns } from "../stand-ins/serve.ts";

const DAY = 86_400;

/** Days from today, and TMDB's note. */
const COMING: Record<string, { days: number; note: string }> = {
  "heat-2": { days: 58, note: "" },
};
