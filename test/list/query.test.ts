import { describe, expect, it } from "vitest";
import { addressOf, parseQuery, PLAIN_QUERY } from "../../src/list/query.ts";

const parse = (query: string) => parseQuery(new URLSearchParams(query));

describe("A view's address", () => {
  it("is bare for the plain view", () => {
    expect(addressOf(PLAIN_QUERY)).toBe("/");
    expect(parse("")).toEqual(PLAIN_QUERY);
  });

  it("says all that was chosen, and is read back as it was", () => {
    const address =
      "show=elsewhere&q=l%27eclisse&kind=stream&kind=rent&service=8&service=11&genre=Drama&decade=1960&minutes=100&added=lately&new=1&released=1&order=rating&page=3";
    const query = parse(address);
    expect(parse(addressOf(query, { page: 3 }).slice(2))).toEqual(query);
    expect(query).toMatchObject({ services: [8, 11], decade: 1960, page: 3, order: "rating" });
  });

  it("goes back to the first page when something else changes", () => {
    expect(addressOf(parse("q=a&page=4"), { decade: 1980 })).toBe("/?q=a&decade=1980");
  });

  it("cuts a long text between two characters", () => {
    const long = parse(`q=${"a".repeat(99)}🎬&genre=${"b".repeat(49)}🎬`);
    expect(addressOf(long)).toBe(`/?q=${"a".repeat(99)}&genre=${"b".repeat(49)}`);
  });

  it("passes over what makes no sense", () => {
    const nonsense = parse(
      "show=all&kind=vhs&service=-1&service=x&service=&minutes=1e9&minutes=&decade=NaN&order=drop&page=0&page=-2&seed=99999999999",
    );
    expect(nonsense).toEqual(PLAIN_QUERY);
  });
});
