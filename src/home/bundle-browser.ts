// Makes two modules of the browser's scripts and two style sheets, all minified: one of each for the first view, the other
// for what it can do without. wrangler runs this before
// it bundles the Worker, which serves them as texts: see wrangler.toml. So do the tests.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { PROJECT_DIR } from "./project.ts";

const ENTRIES = [
  "templates/browser/page.client.js",
  "templates/browser/further.client.js",
  "templates/browser/push.client.js",
  "templates/browser/service-worker.client.js",
  "templates/style/page.css",
  "templates/style/pages.css",
];
const FOLDER = join(PROJECT_DIR, "dist-browser");

if (import.meta.main) bundleBrowser();

export function bundleBrowser(): void {
  const { outputFiles } = buildSync({
    absWorkingDir: PROJECT_DIR,
    entryPoints: ENTRIES,
    outdir: FOLDER,
    // Flat, whatever folder an entry is in.
    entryNames: "[name]",
    bundle: true,
    // The two modules import each other by the names that they are served under.
    external: ["./page.js", "./further.js"],
    minify: true,
    format: "esm",
    charset: "utf8",
    write: false,
    logLevel: "warning",
  });

  mkdirSync(FOLDER, { recursive: true });
  for (const { path, text } of outputFiles) {
    // Another build may be reading it: it is replaced whole, and only by something else.
    if (readIfThere(path) === text) continue;
    writeFileSync(`${path}.${process.pid}`, text);
    renameSync(`${path}.${process.pid}`, path);
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
