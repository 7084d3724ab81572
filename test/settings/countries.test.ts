import { describe, expect, it } from "vitest";
import { readSettings } from "../../src/settings/index.ts";

const ENOUGH = { LETTERBOXD_USERNAME: "dave", TMDB_API_KEY: "0123456789abcdef0123456789abcdef" };

function read(COUNTRY: string) {
  return readSettings({ ...ENOUGH, COUNTRY });
}

function problem(COUNTRY: string): string {
  const reading = read(COUNTRY);
  return reading.ok ? "none" : reading.problems.map(({ message }) => message).join("\n");
}

describe("COUNTRY with several countries", () => {
  it.each([
    ["GB", "GB", []],
    ["GB,US,DE", "GB", ["US", "DE"]],
    [' "us, gb" ', "US", ["GB"]],
    ["GB;US\nDE,", "GB", ["US", "DE"]],
  ])("%s: the first is home", (text, country, abroad) => {
    expect(read(text)).toMatchObject({ ok: true, settings: { country, abroad, notes: [] } });
  });

  it("says what it passed over, and what it understood differently", () => {
    expect(read("uk,US,GB")).toMatchObject({
      settings: {
        country: "GB",
        abroad: ["US"],
        notes: ["UK is understood as GB", "COUNTRY names GB twice: once is enough"],
      },
    });
  });

  it("names every code that is none", () => {
    expect(problem("GB,Germany,ZZ")).toMatch(/"Germany".*DE.*"ZZ"/s);
  });

  it("says what belongs between two codes", () => {
    expect(problem("GB US")).toContain("commas: GB,US");
    expect(problem("GB/US")).toContain("commas: GB,US");
    expect(problem("Great Britain")).not.toContain("commas");
  });

  it("takes up to six, and something", () => {
    expect(problem("GB,US,DE,FR,IT,ES")).toBe("none");
    expect(problem("GB,US,DE,FR,IT,ES,AT")).toContain("7 countries are too many: up to 6");
    expect(problem(",")).toContain("names no country");
  });
});
