// `npm run deploy`: deploys the app to Cloudflare. It first checks that it has everything it needs, creates the
// database and the queues if they are missing, and sends the settings in .dev.vars as secrets.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unstable_readConfig as readConfig } from "wrangler";
import * as z from "zod";
import { CannotStart } from "./cannot-start.ts";
import { deploy, type Target, type Wrangler } from "./deployment.ts";
import { PROJECT_DIR } from "./project.ts";
import { readSettingsFile } from "./settings-file.ts";

const WRANGLER = fileURLToPath(import.meta.resolve("wrangler"));

const configSchema = z.object({
  d1_databases: z.tuple([
    z.object({
      binding: z.string(),
      database_name: z.string(),
      database_id: z.string().optional(),
    }),
  ]),
  queues: z.object({ consumers: z.array(z.object({ queue: z.string() })) }),
});

const folder = mkdtempSync(join(tmpdir(), "watchwhere-"));
try {
  deploy(runWrangler, readTarget(), {
    say: (step) => console.log(`\n${step}`),
    saveSecrets(json) {
      const file = join(folder, "secrets.json");
      writeFileSync(file, json, { mode: 0o600 });
      return file;
    },
  });
  console.log("\nThe first refresh begins with the next tick, within five minutes.");
} catch (error) {
  console.error(error instanceof CannotStart ? `\nNot deployed. ${error.message}` : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function runWrangler(...[args, options]: Parameters<Wrangler>): ReturnType<Wrangler> {
  const ran = spawnSync(process.execPath, [WRANGLER, ...args], {
    cwd: PROJECT_DIR,
    encoding: "utf8",
    // Compiling wrangler anew for each of its commands would take a second each.
    env: { NODE_COMPILE_CACHE: join(PROJECT_DIR, "node_modules/.cache/compiled"), ...process.env },
    stdio: ["inherit", options?.shown ? "inherit" : "pipe", options?.shown ? "inherit" : "pipe"],
  });
  return { ok: ran.status === 0, output: `${ran.stdout ?? ""}${ran.stderr ?? ""}` };
}

function readTarget(): Target {
  const config = configSchema.parse(readConfig({ config: join(PROJECT_DIR, "wrangler.toml") }));
  const [database] = config.d1_databases;
  return {
    database: {
      name: database.database_name,
      binding: database.binding,
      id: database.database_id,
    },
    queues: config.queues.consumers.map(({ queue }) => queue),
    written: readSettingsFile(join(process.env.SETTINGS_DIR || PROJECT_DIR, ".dev.vars")) ?? {},
    unattended: process.env.WORKERS_CI === "1",
  };
}
