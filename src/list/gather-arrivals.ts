// The ledger's rows as a person would tell them: each film's arrivals on a brand once, and a brand that gains more films
// at once than a list usually sees as one line. Decided when the ledger is read. Pure.

/** One row of the ledger, with the provider already folded to its brand. */
export interface LedgerRow {
  filmId: number;
  country: string;
  brand: number;
  came: boolean;
  /** Seconds since 1970. */
  at: number;
}

/** What happened to one film or, where `films` has several, to many at once. */
export interface Gathered<Row extends LedgerRow> {
  /** The newest first; never empty. */
  rows: [Row, ...Row[]];
  /** Whether it is to be told as one line with a number. */
  isMany: boolean;
}

/** Rows of one refresh: between two films that are looked up one after the other never lies so much time. */
const AT_ONCE_SECONDS = 3600;

const FEW_FILMS = 10;
const FEW_OF_LIST = 0.2;

/** `rows` newest first, `listed`: how many films the list has. What happened to many stands at its latest row. */
export function gatherArrivals<Row extends LedgerRow>(
  rows: readonly Row[],
  listed: number,
): Gathered<Row>[] {
  const most = Math.max(FEW_FILMS, listed * FEW_OF_LIST);
  const places = new Map(rows.map((row, place) => [row, place]));
  const runs: [Row, ...Row[]][] = [];
  const last = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = `${row.country} ${row.brand} ${row.came}`;
    const run = last.get(key);
    const before = run?.at(-1);
    if (run && before && before.at - row.at <= AT_ONCE_SECONDS) {
      if (!run.some(({ filmId }) => filmId === row.filmId)) run.push(row);
      continue;
    }
    const begun: [Row, ...Row[]] = [row];
    last.set(key, begun);
    runs.push(begun);
  }
  return runs
    .flatMap((run): Gathered<Row>[] =>
      run.length > most
        ? [{ rows: run, isMany: true }]
        : run.map((row) => ({ rows: [row], isMany: false })),
    )
    .toSorted((one, other) => (places.get(one.rows[0]) ?? 0) - (places.get(other.rows[0]) ?? 0));
}
