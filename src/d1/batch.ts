// Several statements in one round trip and one transaction: either all take effect or none. drizzle 0.45 cannot bind
// the parameters of `db.all(sql)` and `db.run(sql)` in its own batch, so this hands them to D1 directly.

import type { BatchItem } from "drizzle-orm/batch";
import type { Query } from "drizzle-orm";
import type { SQLiteRaw } from "drizzle-orm/sqlite-core/query-builders/raw";
import type { Database } from "./database.ts";

/** A query that has been built, but not run. */
export type Statement = BatchItem<"sqlite">;

type Rows<Statements extends readonly Statement[]> = {
  -readonly [K in keyof Statements]: Statements[K] extends SQLiteRaw<infer Result> ? Result : never;
};

/** Returns the rows of each statement, in the statements' order; only those of `db.all` have any. */
export async function batch<const Statements extends readonly Statement[]>(
  db: Database,
  statements: Statements,
): Promise<Rows<Statements>> {
  if (statements.length === 0) return [] as Rows<Statements>;
  // drizzle keeps the D1 binding that it was created with, but its type does not say so.
  const { $client: d1 } = db as Database & { $client: D1Database };
  const prepared = statements.map((statement) => {
    const { sql, params } = queryOf(statement);
    return d1.prepare(sql).bind(...params);
  });
  const answers = await d1.batch(prepared);
  // Each statement carries the type of its rows, and D1 answers in the statements' order.
  return answers.map(({ results }) => results) as Rows<Statements>;
}

/** Raw statements and built ones return their query by different methods, and drizzle's type has neither. */
function queryOf(statement: Statement): Query {
  const either = statement as { getQuery?: () => Query; toSQL?: () => Query };
  const query = either.getQuery?.() ?? either.toSQL?.();
  if (!query) throw new TypeError("This is not a statement of drizzle's.");
  return query;
}
