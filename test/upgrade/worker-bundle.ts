// A built Worker as one value: as dist/ holds it, or packed into one file, which outlasts the code that it
// was built from.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { readManifest, type Manifest } from "../../src/home/manifest.ts";
import { DIST_DIR } from "../../src/home/project.ts";

export interface WorkerBundle {
  manifest: Pick<Manifest, "name" | "compatibilityDate" | "compatibilityFlags">;
  /** By file name; the first one to run is index.js. */
  modules: Record<string, { type: "esm" | "text"; contents: string }>;
}

/** What `npm run build` made last. */
export function readBuiltWorker(): WorkerBundle {
  const { name, compatibilityDate, compatibilityFlags, modules } = readManifest();
  const contents = Object.entries(modules).map(([file, type]) => {
    if (type === "wasm") throw new Error(`${file} is no text, and cannot be kept as one.`);
    return [file, { type, contents: readFileSync(join(DIST_DIR, file), "utf8") }] as const;
  });
  return {
    manifest: { name, compatibilityDate, compatibilityFlags },
    modules: Object.fromEntries(contents),
  };
}

export function packWorker(bundle: WorkerBundle): Buffer {
  return brotliCompressSync(JSON.stringify(bundle));
}

export function unpackWorker(packed: Uint8Array): WorkerBundle {
  return JSON.parse(brotliDecompressSync(packed).toString()) as WorkerBundle;
}
