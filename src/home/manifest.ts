// dist/manifest.json: what the home program has to know of wrangler.toml to run the bundle beside it. The
// build writes it, so that neither the running program nor the image needs wrangler.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { DIST_DIR } from "./project.ts";

export const MANIFEST_NAME = "manifest.json";

const manifestSchema = z.object({
  name: z.string(),
  compatibilityDate: z.string(),
  compatibilityFlags: z.array(z.string()),
  mainModule: z.string(),
  /** By file name in dist/. */
  modules: z.record(z.string(), z.enum(["esm", "text", "wasm"])),
  producers: z.array(z.object({ binding: z.string(), queue: z.string() })),
  consumers: z.array(
    z.object({
      queue: z.string(),
      maxBatchSize: z.number(),
      maxBatchTimeout: z.number(),
      maxRetries: z.number(),
      deadLetterQueue: z.string().optional(),
    }),
  ),
  /** What `controller.cron` says on Cloudflare. */
  cron: z.string(),
  /** The files it was built from, by path in the project. */
  sources: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;

export function readManifest(): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(join(DIST_DIR, MANIFEST_NAME), "utf8")));
}
