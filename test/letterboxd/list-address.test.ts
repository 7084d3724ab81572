import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isListPagePath, isListPath, readListAddress } from "../../src/letterboxd/list-address.ts";
import { anyText, expectAlways } from "../fuzz.ts";

const PLAIN = { ok: true, path: "/dave/list/rainy-sundays/", owner: "dave", key: null };
const KEYED = {
  ok: true,
  path: "/dave/list/rainy-sundays/share/AbCd0123efGH4567/",
  owner: "dave",
  key: "AbCd0123efGH4567",
};

describe("the address of a list", () => {
  it.each([
    "https://letterboxd.com/dave/list/rainy-sundays/",
    "https://letterboxd.com/dave/list/rainy-sundays",
    "http://letterboxd.com/dave/list/rainy-sundays/",
    "https://www.letterboxd.com/dave/list/rainy-sundays/",
    "www.letterboxd.com/dave/list/rainy-sundays/",
    "letterboxd.com/dave/list/rainy-sundays/",
    "//letterboxd.com/dave/list/rainy-sundays/",
    "HTTPS://Letterboxd.Com/Dave/List/Rainy-Sundays/",
    "  https://letterboxd.com/dave/list/rainy-sundays/\n",
    "\u00a0letterboxd.com/dave/list/rainy-sundays/",
    "https://letterboxd.com/dave/list/rainy-sundays/?utm_source=x&y=/film/z/",
    "https://letterboxd.com/dave/list/rainy-sundays#comments",
    "https://letterboxd.com/dave/list/rainy-sundays/#comment-1?x",
    "https://letterboxd.com/dave/list/rainy-sundays/page/3/",
    "https://letterboxd.com/dave/list/rainy-sundays/page/3",
    "https://letterboxd.com/dave/list/rainy-sundays/detail/",
    "https://letterboxd.com/dave/list/rainy-sundays/detail/page/2/",
    "https://letterboxd.com/dave/list/rainy-sundays/by/popular/",
    "https://letterboxd.com/dave/list/rainy-sundays/by/release-earliest/page/2/",
    "https://letterboxd.com/dave/list/rainy-sundays/decade/1990s/genre/horror/",
    "https://letterboxd.com//dave/list//rainy-sundays//",
    "https://letterboxd.com/@dave/list/rainy-sundays/",
    "dave/list/rainy-sundays",
    "/dave/list/rainy-sundays/",
    "@dave/list/rainy-sundays",
    "Dave/list/rainy-sundays/page/3/",
  ])("may be written as %j", (text) => {
    expect(readListAddress(text)).toEqual(PLAIN);
  });

  it.each([
    "https://letterboxd.com/dave/list/rainy-sundays/share/AbCd0123efGH4567/",
    "https://letterboxd.com/dave/list/rainy-sundays/share/AbCd0123efGH4567",
    "https://letterboxd.com/Dave/list/Rainy-Sundays/Share/AbCd0123efGH4567/page/2/",
    "dave/list/rainy-sundays/share/AbCd0123efGH4567/detail/?x",
  ])("keeps the key of an unlisted one, as in %j", (text) => {
    expect(readListAddress(text)).toEqual(KEYED);
  });

  it("may be of Letterboxd's own lists, and of a member with any name", () => {
    const path = "/official/list/top-250_films/";
    expect(readListAddress("https://letterboxd.com/official/list/top-250_films/")).toEqual({
      ok: true,
      path,
      owner: "official",
      key: null,
    });
    expect(readListAddress("its_navi-2/list/2024/")).toMatchObject({
      path: "/its_navi-2/list/2024/",
    });
    expect(readListAddress("dave/list/list/")).toMatchObject({ path: "/dave/list/list/" });
  });
});

describe("what is no address of a list", () => {
  const anotherSite = /^Only lists at letterboxd\.com can be read\./;
  const characters = /^This has characters in it/;
  const noList = /^This is not the address of a list\./;
  const shortLink = /^A boxd\.it address does not say which list it is\. Open it in a browser/;

  it.each([
    ["", /^Paste the address of a list/],
    ["   ", /^Paste the address of a list/],
    ["https://boxd.it/aBc12", shortLink],
    ["boxd.it/aBc12$AbCd0123efGH4567", shortLink],
    ["HTTP://WWW.BOXD.IT/x", shortLink],
    ["https://example.org/dave/list/x/", anotherSite],
    ["example.org/dave/list/x/", anotherSite],
    ["https://letterboxd.com.evil.test/dave/list/x/", anotherSite],
    ["https://evil-letterboxd.com/dave/list/x/", anotherSite],
    ["https://evil.test/?letterboxd.com/dave/list/x/", anotherSite],
    ["https://evil.test/letterboxd.com/dave/list/x/", anotherSite],
    ["https://lеtterboxd.com/dave/list/x/", anotherSite], // a Cyrillic е
    ["https://letterboxd.com./dave/list/x/", anotherSite],
    ["https://m.letterboxd.com/dave/list/x/", anotherSite],
    ["https://dave@letterboxd.com/dave/list/x/", anotherSite],
    ["https://dave:pass@letterboxd.com/dave/list/x/", anotherSite],
    ["https://letterboxd.com@evil.test/dave/list/x/", anotherSite],
    ["letterboxd.com@evil.test/dave/list/x/", anotherSite],
    ["https://letterboxd.com:8443/dave/list/x/", anotherSite],
    ["letterboxd.com:443/dave/list/x/", anotherSite],
    ["https://letterboxd.com%2fdave/list/x/", anotherSite],
    ["https://letterboxd.com\\dave\\list\\x\\", anotherSite],
    ["https:letterboxd.com/dave/list/x/", anotherSite],
    ["ftp://letterboxd.com/dave/list/x/", anotherSite],
    ["javascript:alert(1)", anotherSite],
    ["file:///etc/passwd", anotherSite],
    ["//evil/dave/list/x/", anotherSite],
    ["https://letterboxd.com/dave/list/x%2f..%2ffilm/", characters],
    ["https://letterboxd.com/dave%2flist%2fx/", characters],
    ["https://letterboxd.com/dave/list/../watchlist/", characters],
    ["https://letterboxd.com/dave/list/x/../../grace/list/y/", characters],
    ["https://letterboxd.com/dave/list/für-elise/", characters],
    ["https://letterboxd.com/dave/list/x y/", characters],
    ["see https://letterboxd.com/dave/list/x/", anotherSite],
    ["https://letterboxd.com/dave/list/x/ https://letterboxd.com/dave/list/y/", characters],
    ["dave/list/x\u0000", characters],
    ["https://letterboxd.com/dave/watchlist/", /^This is a watchlist.*LETTERBOXD_USERNAME/],
    ["dave/watchlist/page/2/", /^This is a watchlist/],
    ["https://letterboxd.com/film/the-tin-harbour/", /^This is the page of a film/],
    ["https://letterboxd.com/film/watchlist/", /^This is the page of a film/],
    ["https://letterboxd.com/film/list/reviews/", /^This is the page of a film/],
    ["https://letterboxd.com/dave/", /^This is a member’s page/],
    ["dave", /^This is a member’s page/],
    ["https://letterboxd.com/dave/lists/", /^This is a member’s page/],
    ["https://letterboxd.com/dave/list/", /^The name of the list is missing/],
    ["https://letterboxd.com/dave/films/", noList],
    ["https://letterboxd.com/lists/popular/", noList],
    ["https://letterboxd.com/lists/", noList],
    ["https://letterboxd.com/list/new/", noList],
    ["https://letterboxd.com/", noList],
    ["https://letterboxd.com", noList],
    ["dave/rainy-sundays", noList],
    ["https://letterboxd.com/films/list/x/", noList],
    [`${"d".repeat(61)}/list/x/`, noList],
    [`dave/list/${"x".repeat(201)}/`, noList],
    [`dave/list/x/?${"y".repeat(2000)}`, /^This is too long to be an address/],
    ["https://letterboxd.com/dave/list/x/share/", /^The key after share\/ is missing/],
    [`dave/list/x/share/${"k".repeat(65)}/`, /^The key after share\/ is missing/],
  ])("says of %j what to paste instead", (text, words) => {
    const reading = readListAddress(text);
    expect(reading.ok ? reading.path : reading.problem).toMatch(words);
  });

  it("is whatever else somebody writes: no path leads elsewhere", async () => {
    const pieces = fc.constantFrom(
      ..."https:// letterboxd.com www. boxd.it / // @ : % %2f .. . # ? \\ list share page dave Dave x-1 evil.test".split(
        " ",
      ),
    );
    const text = fc
      .array(fc.oneof({ weight: 6, arbitrary: pieces }, anyText), { maxLength: 12 })
      .map((parts) => parts.join(""));
    await expectAlways(text, (written) => {
      const reading = readListAddress(written);
      const path = reading.ok ? reading.path : "/dave/list/x/";
      expect(reading.ok ? "A path." : reading.problem).toMatch(/^[A-Z].*[./]$/);
      expect(isListPath(path)).toBe(true);
      expect(new URL(path, "https://letterboxd.com").href).toBe(`https://letterboxd.com${path}`);
      expect(reading.ok ? readListAddress(path) : reading).toEqual(reading);
    });
  });
});

describe("a path", () => {
  it.each(["/dave/list/x/", "/official/list/x_y-2/", "/dave/list/x/share/AbCd0123/"])(
    "is a list's: %s",
    (path) => {
      expect(isListPath(path)).toBe(true);
    },
  );

  it.each(
    ["", "/", "/dave/", "/dave/list/", "/dave/list/x", "dave/list/x/", "//dave/list/x/"].concat(
      ["/Dave/list/x/", "/dave/list/X/", "/dave/list/x/page/2/", "/dave/list/x/share/"],
      ["/dave/list/x/?y", "/dave/list/../", "/dave/watchlist/", "/dave/list/x/\n"],
      ["/dave/list/x%2f/"],
    ),
  )("is none: %j", (path) => {
    expect(isListPath(path)).toBe(false);
  });

  it.each([
    ["/dave/list/x/", 1, true],
    ["/Dave/list/X/", 1, true],
    ["/dave/list/x/page/2/", 2, true],
    ["/dave/list/x/share/AbCd0123/page/12/", 12, true],
    ["/dave/list/x/", 2, false],
    ["/dave/list/x/page/2/", 1, false],
    ["/dave/list/x/page/12/", 2, false],
    ["/dave/", 1, false],
    ["/film/x/", 1, false],
  ])("%s leads to page %i of a list: %s", (path, page, leads) => {
    expect(isListPagePath(path, page)).toBe(leads);
  });
});
