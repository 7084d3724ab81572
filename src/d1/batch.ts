// Several statements in one round trip and one transaction: all of them, or none. drizzle 0.45 cannot bind
// the parameters of `db.all(sql)` and `db.run(sql)` inside its own batch, so this hands them to D1 itself.

import type { BatchItem } from "drizzle-orm/batch";
import type { Query } from "drizzle-orm";
import type { SQLiteRaw } from "drizzle-orm/sqlite-core/query-builders/raw";
import type { Database } from "./database.ts";

/** A query that was built or written, and not run yet. */
export type Statement = BatchItem<"sqlite">;

type Rows<Statements extends readonly Statement[]> = {
  -readonly [K in keyof Statements]: Statements[K] extends SQLiteRaw<infer Result> ? Result : never;
};

/** The rows of each `db.all` statement, in their order; the others have none. */
export async function batch<const Statements extends readonly Statement[]>(
  db: Database,
  statements: Statements,
): Promise<Rows<Statements>> {
  if (statements.length === 0) return [] as Rows<Statements>;
  // drizzle keeps the D1 that it was made with; its type only says so where it was made.
  const { $client: d1 } = db as Database & { $client: D1Database };
  const prepared = statements.map((statement) => {
    const { sql, params } = queryOf(statement);
    return d1.prepare(sql).bind(...params);
  });
  const answers = await d1.batch(prepared);
  // Each statement carries the type of its own rows, and D1 answers in the statements' order.
  return answers.map(({ results }) => results) as Rows<Statements>;
}

/** Written statements and built ones tell their query under two names, and drizzle's type tells neither. */
function queryOf(statement: Statement): Query {
  const either = statement as { getQuery?: () => Query; toSQL?: () => Query };
  const query = either.getQuery?.() ?? either.toSQL?.();
  if (!query) throw new TypeError("This is not a statement of drizzle's.");
  return query;
}
