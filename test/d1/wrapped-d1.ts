// D1 with a wrapper around each of its calls, which may kill or count it. A batch is one call with several
// statements.

/** `statements`: the texts of the statements that the call sends. */
export type Around = <T>(call: () => Promise<T>, statements: readonly string[]) => Promise<T>;

export function wrapD1(d1: D1Database, around: Around): D1Database {
  const originals = new WeakMap<object, { statement: D1PreparedStatement; text: string }>();
  const wrapStatement = (statement: D1PreparedStatement, text: string): D1PreparedStatement => {
    const all = <Row>() => around(() => statement.all<Row>(), [text]);
    const wrapped = {
      bind: (...values: unknown[]) => wrapStatement(statement.bind(...values), text),
      run: () => around(() => statement.run(), [text]),
      all,
      // `first` and `raw` do not report the cost, so the same rows are fetched by a call that does.
      first: async (column?: string) => {
        const [row = null] = (await all<Record<string, unknown>>()).results;
        return column === undefined || row === null ? row : row[column];
      },
      raw: async () => (await all<object>()).results.map((row) => Object.values(row)),
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, { statement, text });
    return wrapped;
  };
  const originalOf = (wrapped: D1PreparedStatement) => {
    const original = originals.get(wrapped);
    if (original === undefined) throw new TypeError("This statement was prepared elsewhere.");
    return original;
  };
  return {
    prepare: (text: string) => wrapStatement(d1.prepare(text), text),
    batch: (wrapped: D1PreparedStatement[]) => {
      const all = wrapped.map(originalOf);
      return around(
        () => d1.batch(all.map(({ statement }) => statement)),
        all.map(({ text }) => text),
      );
    },
  } as unknown as D1Database;
}
