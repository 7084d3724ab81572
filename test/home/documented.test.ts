import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { PROJECT_DIR } from "../../src/home/project.ts";
import { readSettings, SETTING_NAMES } from "../../src/settings/index.ts";

const EXAMPLE = readFileSync(join(PROJECT_DIR, ".dev.vars.example"), "utf8");
/** Set by the home program, for nobody else. */
const NAMES = SETTING_NAMES.filter((name) => name !== "AT_HOME");

test(".dev.vars.example describes every setting, also those of the home program", () => {
  const described = [...EXAMPLE.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(described.toSorted()).toEqual([...NAMES, "PORT", "HOST", "DATA_DIR"].toSorted());
});

test("package.json describes every setting to the Deploy button", () => {
  const text = readFileSync(join(PROJECT_DIR, "package.json"), "utf8");
  const { cloudflare } = JSON.parse(text) as { cloudflare: { bindings: Record<string, unknown> } };
  const bindings = ["DB", "PAGES", "LOOKUPS"];
  expect(Object.keys(cloudflare.bindings).toSorted()).toEqual([...NAMES, ...bindings].toSorted());
});

test(".dev.vars.example as it is asks for three values of one's own, and for nothing else", () => {
  const reading = readSettings(parseEnv(EXAMPLE));
  const problems = reading.ok ? [] : reading.problems.map(({ setting }) => setting);
  expect(problems).toEqual(["LETTERBOXD_USERNAME", "TMDB_API_KEY", "COUNTRY"]);
});

test("the examples that are commented out are good values", () => {
  const text = EXAMPLE.replaceAll(/^# ([A-Z_]+=.+)$/gm, "$1");
  const three = { LETTERBOXD_USERNAME: "dave", TMDB_API_KEY: "0".repeat(32), COUNTRY: "GB" };
  expect(readSettings({ ...parseEnv(text), ...three }).ok).toBe(true);
});

test("every package in the lock file has the hash by which npm knows it again", () => {
  const text = readFileSync(join(PROJECT_DIR, "package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as { packages: Record<string, { integrity?: string }> };
  const without = Object.entries(packages).filter(([, { integrity }]) => !integrity);
  expect(without.map(([path]) => path)).toEqual([""]);
});
