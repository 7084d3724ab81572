// D1 with a meter: which statements were sent, in how many calls, and what each read and wrote.

import { wrapD1 } from "../d1/wrapped-d1.ts";
import { add, noCost, plainText, type Cost } from "./cost.ts";

export interface MeteredD1 {
  d1: D1Database;
  /** What was spent since this was asked last. */
  spent: () => Cost;
}

export function meterD1(d1: D1Database): MeteredD1 {
  let cost = noCost();
  const metered = wrapD1(d1, async (call, statements) => {
    const answer = await call();
    const results = (Array.isArray(answer) ? answer : [answer]) as D1Result[];
    cost.roundTrips += 1;
    for (const [i, { meta }] of results.entries()) {
      const text = plainText(statements[i] ?? "");
      const { rows_read: rowsRead, rows_written: rowsWritten } = meta;
      const one = { times: 1, rowsRead, rowsWritten };
      const earlier = cost.statements.get(text);
      cost.statements.set(text, earlier === undefined ? one : add(earlier, one));
    }
    return answer;
  });
  const spent = () => {
    const all = cost;
    cost = noCost();
    return all;
  };
  return { d1: metered, spent };
}
