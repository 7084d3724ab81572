import { expect, test } from "vitest";
import { minifyScript, minifyStyle } from "../../src/web/minify.ts";

test("a script loses its comments and indents, and nothing else", () => {
  expect(
    minifyScript(`// About it.

/** Of a function. */
export function f(a) {
  // Inside.
  /**
   * Long.
   */
  return a ?? "https://example.org"; // behind
}
`),
  ).toBe(`export function f(a) {
return a ?? "https://example.org"; // behind
}
`);
});

test("no script has a template over several lines, which would lose its indents", () => {
  const scripts = import.meta.glob("../../templates/browser/*.client.js", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  expect(Object.keys(scripts).length).toBeGreaterThan(5);
  for (const [name, text] of Object.entries(scripts)) {
    for (const line of minifyScript(text).split("\n")) {
      expect({ name, line, ticks: line.split("`").length % 2 }).toMatchObject({ ticks: 1 });
    }
  }
});

test("a style sheet loses its comments and indents", () => {
  expect(
    minifyStyle(`/* About it,\n   twice. */\n\na {\n  /* Inside. */\n  color: red;\n}\n`),
  ).toBe("a {\ncolor: red;\n}\n");
});
