// A number of films. The page groups its digits in the English way; the browser's script does so in the reader's.

import { count } from "./words.ts";

export function Count({ n }: { n: number }) {
  // As a string, because hono leaves out a 0.
  return n < 1000 ? <>{`${n}`}</> : <data value={`${n}`}>{count(n)}</data>;
}
