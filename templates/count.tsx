// A number of films. The page groups its digits as English does, and the browser's script as the reader does.

import { count } from "./words.ts";

export function Count({ n }: { n: number }) {
  return n < 1000 ? <>{n}</> : <data value={`${n}`}>{count(n)}</data>;
}
