// A time in words ("3 hours ago"), with the exact time as its tooltip. The browser's script converts that to the reader's
// own time zone and format, and keeps the words up to date.

import { relativeWords } from "./relative-words.ts";

interface MomentProps {
  /** In seconds since 1970; so is `now`. */
  at: number;
  now: number;
  /** It is still to come. */
  isNext?: boolean;
}

export function Moment({ at, now, isNext = false }: MomentProps) {
  const iso = new Date(at * 1000).toISOString();
  const direction = isNext ? "next" : "past";
  return (
    <time
      datetime={iso}
      title={`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`}
      data-relative={direction}
    >
      {relativeWords(at - now, direction)}
    </time>
  );
}
