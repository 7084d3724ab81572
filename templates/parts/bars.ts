// Bars and columns, drawn as SVG. They are stretched to the width of whatever they stand in and have no text of their
// own: labels beside them are HTML, so that they stay legible on a phone, and the numbers stand in a table. Tagged
// templates, because a page has a hundred bars.

import { html } from "hono/html";

type Html = ReturnType<typeof html>;

/** One bar of a table's row: all of it, and the part of it that is stressed. `most`: what the widest one stands for. */
export function bar(all: number, part: number, most: number): Html {
  return html`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="bar-all" width="${share(all, most)}" height="10" />
    ${part > 0 ? html`<rect class="bar-part" width="${share(part, most)}" height="10" />` : ""}
  </svg>`;
}

/** What is there can be seen, however little it is. */
function share(n: number, most: number): string {
  return n === 0 ? "0" : Math.max(0.8, (n / Math.max(most, 1)) * 100).toFixed(1);
}

/** A bar that is divided into parts, which are told apart by their classes `part-0`, `part-1`, … */
export function dividedBar(parts: readonly number[]): Html {
  const total = Math.max(
    parts.reduce((sum, n) => sum + n, 0),
    1,
  );
  let from = 0;
  const rects = parts.map((n, i) => {
    const x = from;
    from += (n / total) * 100;
    return n === 0
      ? ""
      : html`<rect
          class="part-${i}"
          x="${x.toFixed(2)}"
          width="${((n / total) * 100).toFixed(2)}"
          height="10"
        />`;
  });
  return html`<svg
    class="share divided"
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${rects}
  </svg>`;
}

export interface Column {
  /** From the base line up, and of it the part that is stressed. */
  up: number;
  part: number;
  /** From the base line down. */
  down: number;
}

/** Columns side by side; null: nothing is known. `words` says what the picture shows, to who cannot see it. */
export function columns(all: readonly (Column | null)[], words: string): Html {
  const most = (of: (column: Column) => number) =>
    Math.max(0, ...all.map((column) => (column === null ? 0 : of(column))));
  const [up, down] = [most((column) => column.up), most((column) => column.down)];
  const unit = HEIGHT / Math.max(up + down, 1);
  const base = up * unit;
  return html`<svg
    class="columns"
    viewBox="0 0 ${all.length * 10} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${words}"
  >
    ${all.map((column, i) => {
      if (column === null) return "";
      const [high, part, low] = [column.up * unit, column.part * unit, column.down * unit];
      return html`${rect("bar-all", i, base - high, high)}${rect("bar-part", i, base - part, part)}${rect("bar-down", i, base, low)}`;
    })}
    <line
      class="base"
      x1="0"
      x2="${all.length * 10}"
      y1="${base.toFixed(1)}"
      y2="${base.toFixed(1)}"
    />
  </svg>`;
}

const HEIGHT = 100;

function rect(name: string, i: number, y: number, height: number): Html | string {
  return height <= 0
    ? ""
    : html`<rect
        class="${name}"
        x="${i * 10 + 1}"
        y="${y.toFixed(1)}"
        width="8"
        height="${height.toFixed(1)}"
      />`;
}
