import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManifest } from "../../src/home/manifest.ts";
import { PROJECT_DIR, readVersion } from "../../src/home/project.ts";
import { askJson, type StatusAnswer } from "./ask.ts";
import { ENOUGH, startHome } from "./home-program.ts";

function read(name: string): string {
  return readFileSync(join(PROJECT_DIR, name), "utf8");
}

test("the log, the foot of a page and the status say which version runs", async () => {
  const home = await startHome(ENOUGH);
  const version = readVersion();
  expect(await home.said("ready")).toHaveProperty("version", version);
  const status = await askJson<StatusAnswer>(`${home.url}/api/status`);
  expect(status).toHaveProperty("version", version);
  const page = await (await fetch(home.url)).text();
  expect(/<footer>.*<\/footer>/s.exec(page)?.[0]).toContain(`watchwhere ${version}`);
  // Another number is a reason to build again.
  expect(readManifest().sources).toContain("package.json");
});

test("the lock file and the changelog know the version", () => {
  const lock = JSON.parse(read("package-lock.json")) as { version: string };
  expect(lock.version).toBe(readVersion());
  const headings = [...read(".github/CHANGELOG.md").matchAll(/^## \[(.+?)\]/gm)];
  const newest = headings.map(([, version]) => version).find((one) => one !== "Unreleased");
  expect(newest).toBe(readVersion());
});
