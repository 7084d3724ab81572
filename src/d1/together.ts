// Several raw statements in one round trip and one transaction. drizzle 0.45 cannot bind parameters of
// `db.all(sql)` and `db.run(sql)` inside its own batch, so this hands them to D1 itself.

import type { SQLiteRaw } from "drizzle-orm/sqlite-core/query-builders/raw";
import type { Database } from "./database.ts";

type Rows<Statements extends readonly unknown[]> = {
  -readonly [K in keyof Statements]: Statements[K] extends SQLiteRaw<infer Result> ? Result : never;
};

/** The rows of each statement (`db.all` or `db.run`), in their order. A `db.run` has no rows. */
export async function together<const Statements extends readonly SQLiteRaw<unknown>[]>(
  db: Database,
  statements: Statements,
): Promise<Rows<Statements>> {
  // drizzle keeps the D1 that it was made with; its type only says so where it was made.
  const { $client: d1 } = db as Database & { $client: D1Database };
  const prepared = statements.map((statement) => {
    const { sql, params } = statement.getQuery();
    return d1.prepare(sql).bind(...params);
  });
  const answers = await d1.batch(prepared);
  // Each statement carries the type of its own rows, and D1 answers in the statements' order.
  return answers.map(({ results }) => results) as Rows<Statements>;
}
