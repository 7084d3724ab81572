// The connection to D1. Each file of this folder answers the questions of one subject, given a Database.

import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;

export function connectDatabase(d1: D1Database): Database {
  return drizzle(d1);
}
