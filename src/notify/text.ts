// The words of a message, and how they are cut to a channel's limit: the first lines whole, then "and 12 more".

import { cutText } from "../limits/cut-text.ts";
import type { MessageLine, NotifyMessage } from "./message.ts";

const LONGEST_NAME = 200;

/** Characters that turn the direction of what follows them, also of what is not theirs. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line without control characters: a title comes from outside. */
export function plain(text: string): string {
  return cutText(text.replaceAll(DIRECTIONS, "").replaceAll(/\s+/g, " ").trim(), LONGEST_NAME);
}

export function titleOf({ type, films }: NotifyMessage): string {
  if (type === "test") return "A test from watchwhere";
  return films === 1 ? "A film came to your services" : `${films} films came to your services`;
}

const KIND_WORDS: Partial<Record<MessageLine["kind"], string>> = {
  free: ", free",
  ads: ", free with ads",
};

/** `escape` is applied to what comes from outside, `linked` to the title or the number of films. */
export function lineOf(
  { title, year, films, service, kind, link }: MessageLine,
  escape: (text: string) => string = (text) => text,
  linked: (text: string, link: string) => string = (text) => text,
): string {
  const name = escape(plain(service.name));
  if (films > 1) return `${films} films came to ${name}`;
  const film = escape(plain(title)) + (year === null ? "" : escape(` (${year})`));
  return `${link === null ? film : linked(film, link)} is on ${name}${KIND_WORDS[kind] ?? ""}`;
}

const TEST_WORDS = "Messages arrive here. They will name the films that come to your services.";

interface Fit {
  lines: readonly string[];
  /** How many films each line stands for, and all of them together. */
  films: readonly number[];
  total: number;
  /** The longest text, as `size` counts. */
  limit: number;
  size: (text: string) => number;
}

/** As many whole lines as fit, and below them how many films are not named. */
function fit({ lines, films, total, limit, size }: Fit): string {
  for (let count = lines.length; count > 0; count--) {
    const named = films.slice(0, count).reduce((sum, one) => sum + one, 0);
    const text = withRest(lines.slice(0, count), total - named);
    if (size(text) <= limit) return text;
  }
  return withRest([], total);
}

function withRest(lines: readonly string[], rest: number): string {
  if (lines.length === 0) return `${rest} films`;
  return rest > 0 ? [...lines, `and ${rest} more`].join("\n") : lines.join("\n");
}

interface BodyOptions {
  limit: number;
  size?: (text: string) => number;
  line?: (line: MessageLine) => string;
}

/** The message below its title, within the limit; in UTF-16 units unless `size` counts otherwise. */
export function bodyOf(message: NotifyMessage, options: BodyOptions): string {
  const { limit, size = (text) => text.length, line = (one) => lineOf(one) } = options;
  if (message.type === "test") return TEST_WORDS;
  return fit({
    lines: message.lines.map(line),
    films: countsOf(message),
    total: message.films,
    limit,
    size,
  });
}

/** A film that came to two services stands on two lines, and counts once: on the first. */
function countsOf({ lines }: NotifyMessage): number[] {
  const seen = new Set<string>();
  return lines.map(({ films, tmdb, title, year }) => {
    if (films > 1) return films;
    const film = tmdb ? `${tmdb.type} ${tmdb.id}` : `${title} ${year}`;
    if (seen.has(film)) return 0;
    seen.add(film);
    return 1;
  });
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The first poster there is. */
export function posterOf({ lines }: NotifyMessage): string | null {
  return lines.find(({ poster }) => poster !== null)?.poster ?? null;
}
