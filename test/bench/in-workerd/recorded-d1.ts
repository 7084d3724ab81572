// D1's answers, recorded from a real one and given again at once: SQLite's time is none of the Worker's.

/** The rows of each statement of a call: a batch is one call. */
export type Call = Record<string, unknown>[][];

export function recordD1(d1: D1Database): { d1: D1Database; calls: Call[] } {
  const calls: Call[] = [];
  const originals = new WeakMap<object, D1PreparedStatement>();
  const recorded = (statement: D1PreparedStatement): D1PreparedStatement => {
    const all = async () => {
      const answer = await statement.all();
      calls.push([answer.results]);
      return answer;
    };
    const wrapped = {
      bind: (...values: unknown[]) => recorded(statement.bind(...values)),
      all,
      run: all,
      raw: async () => (await all()).results.map((row) => Object.values(row)),
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, statement);
    return wrapped;
  };
  const batch = async (statements: D1PreparedStatement[]) => {
    const answers = await d1.batch<Record<string, unknown>>(
      statements.map((statement) => originals.get(statement) ?? statement),
    );
    calls.push(answers.map(({ results }) => results));
    return answers;
  };
  const prepare = (text: string) => recorded(d1.prepare(text));
  return { d1: { prepare, batch } as unknown as D1Database, calls };
}

/** `suffix` goes behind every version of a part of the snapshot, so that one that is held is another. */
export function replayD1(calls: readonly Call[], suffix: string): D1Database {
  return answeringD1(calls.length, async (n) =>
    (calls[n] ?? []).map((rows) => rows.map((row) => renewed({ ...row }, suffix))),
  );
}

const encoded = new WeakMap<object, Uint8Array>();

/** As D1's client does it: the answer comes as bytes of JSON, columns and rows. */
export function decodingD1(calls: readonly Call[], suffix: string): D1Database {
  return answeringD1(calls.length, async (n) => {
    const results = await new Response(bytesOf(calls[n] ?? [])).json<
      { columns: string[]; rows: unknown[][] }[]
    >();
    return results.map(({ columns, rows }) =>
      rows.map((row) =>
        renewed(Object.fromEntries(columns.map((column, i) => [column, row[i]])), suffix),
      ),
    );
  });
}

function bytesOf(call: Call): Uint8Array {
  const known = encoded.get(call);
  if (known !== undefined) return known;
  const results = call.map((rows) => ({
    columns: Object.keys(rows[0] ?? {}),
    rows: rows.map((row) => Object.values(row)),
  }));
  const bytes = new TextEncoder().encode(JSON.stringify(results));
  encoded.set(call, bytes);
  return bytes;
}

function renewed(row: Record<string, unknown>, suffix: string): Record<string, unknown> {
  if (typeof row["version"] === "string") row["version"] += suffix;
  return row;
}

/** Whatever it is asked: the answers in their order. */
function answeringD1(calls: number, answer: (n: number) => Promise<Call>): D1Database {
  let n = 0;
  const next = async () => {
    if (n >= calls) throw new Error("More is asked than was recorded.");
    return (await answer(n++)).map((results) => ({ success: true, results, meta: {} }));
  };
  const all = async () => (await next())[0];
  const statement = {
    bind: () => statement,
    all,
    run: all,
    raw: async () => ((await all())?.results ?? []).map((row) => Object.values(row)),
  };
  return { prepare: () => statement, batch: next } as unknown as D1Database;
}
