// The real D1, but adding up the rows that its batches write (Cloudflare counts them by the day), and letting a test
// do something else just before the next batch.

export interface CountingD1 extends D1Database {
  written: number;
  beforeNextBatch: (() => Promise<unknown>) | null;
}

export function countingWrites(d1: D1Database): CountingD1 {
  const own: Pick<CountingD1, "written" | "beforeNextBatch"> = {
    written: 0,
    beforeNextBatch: null,
  };
  async function batch(statements: D1PreparedStatement[]) {
    const before = own.beforeNextBatch;
    own.beforeNextBatch = null;
    await before?.();
    const answers = await d1.batch(statements);
    for (const { meta } of answers) own.written += meta.rows_written;
    return answers;
  }
  return new Proxy(own as CountingD1, {
    get(_, key) {
      if (key === "batch") return batch;
      if (key in own) return Reflect.get(own, key);
      const value: unknown = Reflect.get(d1, key);
      return typeof value === "function" ? value.bind(d1) : value;
    },
  });
}
