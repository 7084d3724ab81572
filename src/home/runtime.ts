// Runs the Worker under miniflare: bindings as wrangler.toml describes them, storage under DATA_DIR, none of the
// developer's tools, and nothing reported to anybody.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { log } from "../log.ts";
import { SETTING_NAMES } from "../settings/index.ts";
import { CannotStart } from "./cannot-start.ts";
import { DATABASE, storageIn } from "./database-file.ts";
import type { HomeSettings } from "./home-settings.ts";
import type { Manifest } from "./manifest.ts";
import { DIST_DIR } from "./project.ts";
import { drainWorkerd } from "./workerd.ts";

/** The broker at home hands out one batch at a time. More films in one keep the pacing to TMDB busy. */
const BATCH_SIZES_AT_HOME: Record<string, number> = { "watchwhere-lookups": 10 };

/** How long requests in flight may take to finish. */
const DRAIN_MS = 3500;

/** Calls, of which there are never so many. */
const NEVER = 1_000_000_000;

/**
 * V8's, for workerd. Its heaps are so small that V8 hardly ever collects them whole, while each request leaves
 * things outside of them behind: 110 MB became 600 within a day. So each collection is a whole one. That alone cost
 * more than the pages do, so there are fewer, by larger young generations, and on the same thread. They throw away
 * the machine code of functions that are made anew for each request. V8 counts how often each was called since the
 * start, so that after some hours it compiled all of them again after each collection: now it compiles only what runs
 * in loops. Measured in turns with 1,000 films: 6.6 ms of computing for the first page, 9.8 if all is compiled.
 * Without any flag it is as little, and 354 MB and growing. To collect our own isolate alone, by gc() now and then, was
 * no help, since most of it is left in miniflare's isolates. (A bench that wants Cloudflare's figures sets the variable
 * to nothing.)
 */
const V8_FLAGS = [
  "--gc-global",
  "--single-threaded-gc",
  "--semi-space-growth-factor=4",
  "--max-semi-space-size=32",
  `--invocation-count-for-maglev=${NEVER}`,
  `--invocation-count-for-turbofan=${NEVER}`,
].join(" ");

export interface Runtime {
  /** Delivers one cron event. Throws where workerd is gone and could not be started again. */
  tick: (cron: string) => Promise<void>;
  stop: () => Promise<void>;
}

interface Plan {
  manifest: Manifest;
  settings: HomeSettings;
  environment: Record<string, string | undefined>;
  /** workerd crashed and was started again: what its queues held is gone. */
  onRestart: () => void;
}

export async function startRuntime(plan: Plan): Promise<Runtime> {
  process.env.MINIFLARE_WORKERD_V8_FLAGS ??= V8_FLAGS;
  const miniflare = withoutItsSignals(() => new Miniflare(describeWorker(plan)));
  try {
    await miniflare.ready;
  } catch (error) {
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  }
  return {
    tick: (cron) => tick(miniflare, plan.manifest.name, cron),
    stop: () => drainWorkerd(DRAIN_MS, () => miniflare.dispose()),
  };
}

async function tick(miniflare: Miniflare, name: string, cron: string): Promise<void> {
  try {
    const worker = await miniflare.getWorker(name);
    const { outcome } = await worker.scheduled({ cron, scheduledTime: new Date() });
    if (outcome !== "ok") log("tick-failed", { outcome });
  } catch (error) {
    // workerd may have crashed meanwhile. Once it is ready again, the next tick makes up for this one.
    await miniflare.ready;
    log("tick-failed", { detail: String(error) });
  }
}

function describeWorker({ manifest, settings, environment, onRestart }: Plan): MiniflareOptions {
  return {
    // miniflare's own entry obeys anybody's headers, so it is open to this machine alone.
    host: "127.0.0.1",
    port: 0,
    resourcePersistencePath: storageIn(settings.dataDir),
    cf: false,
    enableDevRegistry: false,
    unsafeLocalExplorer: false,
    logRequests: false,
    telemetry: { enabled: false },
    handleStructuredLogs: passLine,
    unsafeHandleRuntimeRestart: onRestart,
    workers: [
      {
        config: {
          name: manifest.name,
          compatibilityDate: manifest.compatibilityDate,
          compatibilityFlags: manifest.compatibilityFlags,
          manifest: { mainModule: manifest.mainModule, modules: readModules(manifest) },
          env: bindingsOf(manifest, environment),
          triggers: manifest.consumers.map(({ queue, ...consumer }) => ({
            type: "queue" as const,
            name: queue,
            ...consumer,
            maxBatchSize: BATCH_SIZES_AT_HOME[queue] ?? consumer.maxBatchSize,
          })),
        },
        dev: {
          rootPath: DIST_DIR,
          unsafeDirectSockets: [{ host: settings.host, port: settings.port }],
        },
      },
    ],
  };
}

type WorkerConfig = MiniflareOptions["workers"][number]["config"];

function readModules({ modules }: Manifest): NonNullable<WorkerConfig["manifest"]>["modules"] {
  return Object.fromEntries(
    Object.entries(modules).map(([name, type]) => {
      const contents = readFileSync(join(DIST_DIR, name));
      const isText = type === "esm" || type === "text";
      return [name, { type, contents: isText ? contents.toString() : contents }];
    }),
  );
}

function bindingsOf(manifest: Manifest, environment: Plan["environment"]): WorkerConfig["env"] {
  const bindings: NonNullable<WorkerConfig["env"]> = {
    // wrangler names its local data by the binding too, as long as wrangler.toml has no database_id. A deployment
    // may write one there, and the data at home must not disappear because of that.
    [DATABASE]: { type: "d1", id: DATABASE },
  };
  for (const { binding, queue } of manifest.producers)
    bindings[binding] = { type: "queue", name: queue };
  for (const name of SETTING_NAMES) {
    const value = environment[name];
    if (value !== undefined) bindings[name] = { type: "text", value };
  }
  bindings.AT_HOME = { type: "text", value: "true" };
  return bindings;
}

/** workerd has compiled its own scripts beforehand, but not for these flags; it costs 50 ms. */
const SAID_AT_EACH_START = "NOSENTRY per-isolate bootstrap compile cache";

/** The Worker's own lines are JSON and pass as they are. What workerd itself says becomes JSON, without its stack. */
function passLine({ level, message }: { level: string; message: string }): void {
  if (message.startsWith(SAID_AT_EACH_START)) return;
  if (message.startsWith("{") && message.endsWith("}")) console.log(message);
  else log("workerd", { level, message: message.split("\nstack:")[0] });
}

/**
 * miniflare answers a signal by killing workerd and ending the process at once. We shut down more gently, so its
 * listeners are removed again. The one for "exit" stays, so that no workerd is left behind.
 */
function withoutItsSignals(make: () => Miniflare): Miniflare {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const ours = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const miniflare = make();
  for (const [signal, listeners] of ours) {
    for (const listener of process.listeners(signal)) {
      if (!listeners.includes(listener)) process.removeListener(signal, listener);
    }
  }
  return miniflare;
}
