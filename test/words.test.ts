import { expect, test } from "vitest";

/** Whatever may come onto a page: the templates, and what the rest says of itself in words. */
const SOURCES: Record<string, string> = {
  ...import.meta.glob("../templates/{pages,parts}/*.{ts,tsx}", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
  ...import.meta.glob(
    "../src/{*,d1/*,export/*,letterboxd/*,list/*,refresh/*,settings/*,tmdb/*,web/*}.{ts,tsx}",
    {
      query: "?raw",
      import: "default",
      eager: true,
    },
  ),
};

/** Nobody but who writes the code reads these. */
const UNSEEN = /new TypeError\(|^\s*sources:/;
const COMMENT = /^\s*(\/\/|\/?\*).*$|\s\/\/ .*$/;

test("words have one kind of apostrophe on every page", () => {
  const straight = Object.entries(SOURCES).flatMap(([file, text]) =>
    text
      .split("\n")
      .filter(
        (line) =>
          !UNSEEN.test(line) && /[A-Za-z]'{1,2}(s|t|re|ve|ll) /.test(line.replace(COMMENT, "")),
      )
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(Object.keys(SOURCES).length).toBeGreaterThan(100);
  expect(straight).toEqual([]);
});
