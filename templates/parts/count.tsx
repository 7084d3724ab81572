// A number of films. The page groups its digits as English does, and the browser's script as the reader does.

import { count } from "./words.ts";

export function Count({ n }: { n: number }) {
  // As a text, for hono leaves a 0 out.
  return n < 1000 ? <>{`${n}`}</> : <data value={`${n}`}>{count(n)}</data>;
}
