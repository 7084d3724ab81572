// When a film comes out digitally, on its own page.

import type { Coming } from "../../src/list/snapshot.ts";
import { comingWords } from "./coming-words.ts";

/** Nothing once the day has passed. */
export function ComingLine({ coming, now }: { coming: Coming | null; now: number }) {
  if (coming === null || coming.day < Math.floor(now / 86_400)) return null;
  return <p class="coming">{comingWords(coming, now)}</p>;
}
