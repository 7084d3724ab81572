// Makes sure that the Worker's bundle is in dist/, and was built from the sources as they are now.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "./cannot-start.ts";
import { MANIFEST_NAME, readManifest, type Manifest } from "./manifest.ts";
import { DIST_DIR, PROJECT_DIR } from "./project.ts";

/** Builds the bundle if it has to. The image has no wrangler, and its bundle is always up to date. */
export async function provideBundle(signal: AbortSignal): Promise<Manifest> {
  const isThere = existsSync(join(DIST_DIR, MANIFEST_NAME));
  if (!existsSync(join(PROJECT_DIR, "node_modules/wrangler"))) {
    if (isThere) return readManifest();
    throw new CannotStart(
      "There is no bundle to run, and no wrangler to build it: run npm ci once.",
    );
  }
  if (!isThere || isOutdated(readManifest())) await build(signal);
  return readManifest();
}

function isOutdated(manifest: Manifest): boolean {
  const builtAt = statSync(join(DIST_DIR, MANIFEST_NAME)).mtimeMs;
  return manifest.sources.some((source) => {
    const file = statSync(join(PROJECT_DIR, source), { throwIfNoEntry: false });
    return file === undefined || file.mtimeMs > builtAt;
  });
}

/** In a process of its own, so that the memory wrangler takes is freed again. */
async function build(signal: AbortSignal): Promise<void> {
  const building = spawn(process.execPath, [join(import.meta.dirname, "build.ts")], {
    stdio: ["ignore", "inherit", "inherit"],
    signal,
  });
  const [code] = await once(building, "exit");
  if (code !== 0) throw new CannotStart("The Worker could not be built: see above.");
}
