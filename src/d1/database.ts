// The connection to D1. Every file of this folder takes a Database and answers one subject's questions.

import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;

export function connectDatabase(d1: D1Database): Database {
  return drizzle(d1);
}
