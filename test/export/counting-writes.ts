// D1 as it is, which adds up the rows that its batches write: on Cloudflare they are counted by the day.

export function countingWrites(d1: D1Database): D1Database & { written: number } {
  const counter = { written: 0 };
  return new Proxy(Object.assign(counter, d1), {
    get(_, key) {
      if (key === "written") return counter.written;
      if (key === "batch") {
        return async (statements: D1PreparedStatement[]) => {
          const answers = await d1.batch(statements);
          for (const { meta } of answers) counter.written += meta.rows_written;
          return answers;
        };
      }
      const value: unknown = Reflect.get(d1, key);
      return typeof value === "function" ? value.bind(d1) : value;
    },
  });
}
