import { describe, expect, it } from "vitest";
import { parseDigitalReleases } from "../../src/tmdb/digital-releases.ts";

const release = (type: unknown, date: unknown, note?: unknown) => ({
  certification: "",
  release_date: date,
  type,
  ...(note === undefined ? {} : { note }),
});

function ofBritain(...release_dates: unknown[]) {
  const results = [
    { iso_3166_1: "FR", release_dates },
    { iso_3166_1: "GB", release_dates },
  ];
  return parseDigitalReleases({ results }, ["GB", "IE"])["GB"];
}

describe("when a film comes out digitally", () => {
  it("is a day of the calendar, the earliest first, with TMDB's note", () => {
    expect(
      ofBritain(
        release(3, "2026-10-01T00:00:00.000Z"),
        release(4, "2027-01-08T00:00:00.000Z", " Netflix "),
        release(4, "2026-12-04T00:00:00.000Z", ""),
        release(5, "2026-11-30T00:00:00.000Z", "Blu-ray"),
        release(4, "2026-12-11T00:00:00.000Z"),
      ),
    ).toEqual([
      { date: "2026-12-04", note: null },
      { date: "2026-12-11", note: null },
      { date: "2027-01-08", note: "Netflix" },
    ]);
  });

  it("is left out where it cannot be read, or is half a day", () => {
    expect(
      ofBritain(
        release("4", "2026-12-04T00:00:00.000Z"),
        release(4, "2026"),
        release(4, "2026-02-31T00:00:00.000Z"),
        release(4, null),
        null,
        "x",
      ),
    ).toEqual([]);
    for (const odd of [null, undefined, [], "x", { results: {} }, { results: [null, 1, {}] }]) {
      expect(parseDigitalReleases(odd, ["GB"])).toEqual({});
    }
  });

  it("has a note of a hundred characters at most, and is of the asked countries only", () => {
    const [first] = ofBritain(release(4, "2026-12-04", "x".repeat(5000))) ?? [];
    expect(first?.note).toHaveLength(100);
    const results = [{ iso_3166_1: "__proto__", release_dates: [release(4, "2026-12-04")] }];
    expect(parseDigitalReleases({ results }, ["GB"])).toEqual({});
  });

  const FILES: Record<string, string> = import.meta.glob(
    "../../../shared/pages/tmdb/ceg-release_dates-550.json",
    { query: "?raw", import: "default", eager: true },
  );
  const [capture] = Object.values(FILES);
  it.skipIf(capture === undefined)("is read of a recorded answer", () => {
    const all = parseDigitalReleases(JSON.parse(capture ?? ""), [
      "US",
      "GB",
      "DE",
      "BR",
      "IT",
      "FR",
      "ES",
      "NL",
    ]);
    const dates = Object.values(all).flat();
    expect(dates.length).toBeGreaterThan(0);
    for (const { date } of dates) expect(date).toMatch(/^(1999|20\d\d)-\d\d-\d\d$/);
  });
});
