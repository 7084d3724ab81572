// `npm run build`: the Worker as Cloudflare would get it, in dist/, and beside it the manifest that the
// home program runs it by. wrangler.toml remains the only description of the Worker.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unstable_readConfig as readConfig } from "wrangler";
import * as z from "zod";
import { MANIFEST_NAME, type Manifest } from "./manifest.ts";
import { DIST_DIR, PROJECT_DIR } from "./project.ts";
import { OPENAPI_SOURCES, writeOpenapi } from "../openapi/write.ts";

const METAFILE = "bundle-meta.json";
/** The part of wrangler.toml that is needed here. wrangler has checked the rest. */
const configSchema = z.object({
  name: z.string(),
  compatibility_date: z.string(),
  compatibility_flags: z.array(z.string()),
  queues: z.object({
    producers: z.array(z.object({ binding: z.string(), queue: z.string() })),
    consumers: z.array(
      z.object({
        queue: z.string(),
        max_batch_size: z.number(),
        max_batch_timeout: z.number(),
        max_retries: z.number(),
        dead_letter_queue: z.string().optional(),
      }),
    ),
  }),
  triggers: z.object({ crons: z.tuple([z.string()]) }),
});

const metafileSchema = z.object({ inputs: z.record(z.string(), z.unknown()) });

const MAIN_MODULE = "index.js";
/** Files that wrangler.toml's rules keep out of the bundle lie beside it, under names that begin with a hash. */
const OTHER_MODULE = /^[0-9a-f]{40}-/;
/** Where those files come from. esbuild does not list them among its inputs. */
const TEXTS = ["templates/browser", "templates/style"];

build();

function build(): void {
  // Built aside and then moved into place, so that a build that is interrupted leaves the last one as it was.
  const unfinished = join(PROJECT_DIR, `.dist-${process.pid}`);
  mkdirSync(unfinished);
  try {
    writeOpenapi();
    bundleInto(unfinished);
    const manifest = describe(unfinished);
    writeFileSync(join(unfinished, MANIFEST_NAME), `${JSON.stringify(manifest, null, 2)}\n`);
    rmSync(join(unfinished, METAFILE));
    rmSync(DIST_DIR, { recursive: true, force: true });
    renameSync(unfinished, DIST_DIR);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function bundleInto(folder: string): void {
  const wrangler = fileURLToPath(import.meta.resolve("wrangler"));
  execFileSync(
    process.execPath,
    [wrangler, "deploy", "--dry-run", `--outdir=${folder}`, `--metafile=${join(folder, METAFILE)}`],
    {
      cwd: PROJECT_DIR,
      env: { ...process.env, PATH: pathWithThisNode(), WRANGLER_SEND_METRICS: "false" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
}

/** wrangler.toml's build command begins with `node`. */
function pathWithThisNode(): string {
  return [dirname(process.execPath), process.env.PATH ?? ""].join(delimiter);
}

function describe(bundle: string): Manifest {
  const config = configSchema.parse(readConfig({ config: join(PROJECT_DIR, "wrangler.toml") }));
  return {
    name: config.name,
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    mainModule: MAIN_MODULE,
    modules: modulesIn(bundle),
    producers: config.queues.producers,
    consumers: config.queues.consumers.map((consumer) => ({
      queue: consumer.queue,
      maxBatchSize: consumer.max_batch_size,
      maxBatchTimeout: consumer.max_batch_timeout,
      maxRetries: consumer.max_retries,
      deadLetterQueue: consumer.dead_letter_queue,
    })),
    cron: config.triggers.crons[0],
    sources: sourcesOf(bundle),
  };
}

function modulesIn(bundle: string): Manifest["modules"] {
  const modules: Manifest["modules"] = { [MAIN_MODULE]: "esm" };
  for (const name of readdirSync(bundle).filter((file) => OTHER_MODULE.test(file))) {
    modules[name] = extname(name) === ".wasm" ? "wasm" : "text";
  }
  return modules;
}

function sourcesOf(bundle: string): string[] {
  const { inputs } = metafileSchema.parse(JSON.parse(readFileSync(join(bundle, METAFILE), "utf8")));
  const ours = Object.keys(inputs).filter((path) => /^(src|templates)\//.test(path));
  const texts = TEXTS.flatMap((folder) =>
    readdirSync(join(PROJECT_DIR, folder)).map((name) => `${folder}/${name}`),
  );
  return [...new Set([...ours, ...texts, ...OPENAPI_SOURCES])]
    .toSorted()
    .concat("wrangler.toml", "package.json", "package-lock.json");
}
