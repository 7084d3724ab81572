import { describe, expect, it } from "vitest";
import { gatherArrivals, type LedgerRow } from "../../src/list/gather-arrivals.ts";

const HOUR = 3600;

/** So many films that came to a brand, one a second, the newest first. */
function rows(count: number, more: Partial<LedgerRow> = {}): LedgerRow[] {
  const { at = 1_000_000, ...others } = more;
  return Array.from({ length: count }, (_, i) => {
    return { filmId: i + 1, country: "GB", brand: 8, came: true, at: at - i, ...others };
  });
}

function sizes(given: readonly LedgerRow[], listed: number) {
  return gatherArrivals(given, listed).map((one) => (one.isMany ? one.rows.length : "one"));
}

describe("many films that come to a brand at once", () => {
  it("are one line if they are more than ten and more than a fifth of the list", () => {
    expect(sizes(rows(11), 20)).toEqual([11]);
    expect(sizes(rows(10), 20)).toEqual(Array.from({ length: 10 }, () => "one"));
    expect(sizes(rows(20), 100)).toHaveLength(20);
    expect(sizes(rows(21), 100)).toEqual([21]);
  });

  it("are told apart by brand, by country, and from those that left", () => {
    const others = [{ brand: 9 }, { country: "IE" }, { came: false }].flatMap((more) =>
      rows(6, more),
    );
    expect(sizes([...rows(6), ...others], 20)).toHaveLength(24);
    expect(sizes([...rows(11), ...rows(11, { came: false })], 20)).toEqual([11, 11]);
  });

  it("are not those of two refreshes", () => {
    expect(sizes([...rows(6), ...rows(6, { at: 1_000_000 - 20 * HOUR })], 20)).toHaveLength(12);
  });

  it("are counted once each, and stand where the last of them came", () => {
    const doubled = [...rows(11), ...rows(11, { at: 999_500 })];
    const single = rows(1, { brand: 9, at: 999_995 });
    const all = [...doubled, ...single].toSorted((one, other) => other.at - one.at);
    expect(sizes(all, 20)).toEqual([11, "one"]);
  });
});
