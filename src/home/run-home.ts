// The app at home. Reads the settings, makes sure of folder, port and bundle, brings the database up to
// date, serves the Worker under workerd and gives it its ticks, until it is told to stop.

import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "../log.ts";
import { problemsText, readSettings, type SettingsProblem } from "../settings/index.ts";
import { provideBundle } from "./bundle.ts";
import { CannotStart } from "./cannot-start.ts";
import { claimDataDir } from "./data-dir.ts";
import { readEnvironment, type Environment } from "./environment.ts";
import { readHomeSettings, type HomeSettings } from "./home-settings.ts";
import { endLeftoverWorkerd } from "./leftover-workerd.ts";
import { claimPort } from "./port.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { MIGRATIONS_DIR, readVersion } from "./project.ts";
import { startRuntime } from "./runtime.ts";
import { createTicks } from "./ticks.ts";
import { holdWorkerd } from "./workerd.ts";

/** How long a tick that is under way may go on once the program is told to stop. */
const LAST_TICK_MS = 1000;

/** How long the port of a leftover workerd, which was just killed, may stay taken. */
const PATIENCE_MS = 5000;

/** Settles when the signal has come and everything has ended as it should. */
export async function runHome(signal: AbortSignal): Promise<void> {
  const environment = readEnvironment(process.env);
  const settings = checkSettings(environment);
  const lock = claimDataDir(settings.dataDir);
  const wasLeft = await endLeftoverWorkerd(settings.dataDir);
  if (wasLeft) log("leftover-workerd-ended");
  await claimPort(settings.host, settings.port, wasLeft ? PATIENCE_MS : 0);
  const manifest = await provideBundle(signal);

  const migrated = prepareDatabase(settings.dataDir, MIGRATIONS_DIR);
  if (migrated.length > 0) log("migrated", { migrations: migrated.join(", ") });

  const ticks = createTicks();
  const onRestart = () => {
    log("workerd-restarted");
    ticks.startOver();
  };
  holdWorkerd(settings.dataDir);
  const runtime = await startRuntime({
    manifest,
    settings,
    environment: environment.values,
    onRestart,
  });
  sayReady(settings);
  const ticking = ticks.run(runtime.tick, manifest.cron, signal);
  await Promise.race([ticking, stopped(signal).then(() => sleep(LAST_TICK_MS))]);
  log("stopping");
  await runtime.stop();
  lock.close();
}

/** Checks all settings, the Worker's and our own, and answers our own. */
function checkSettings(environment: Environment): HomeSettings {
  const { values, unknown } = environment;
  const worker = readSettings({ ...values, AT_HOME: "true" });
  const home = readHomeSettings(values);
  const misspelt = unknown.map((name) => `${name} in .dev.vars is not a setting: is it misspelt?`);
  if (worker.ok && home.ok) {
    for (const note of [...worker.settings.notes, ...misspelt]) log("settings-note", { note });
    return home.settings;
  }
  const problems = [worker, home].flatMap((reading) => (reading.ok ? [] : reading.problems));
  const lines = [problemsText(problems), ...misspelt.map((note) => `  ${note}`)];
  throw new CannotStart([...lines, adviseOn(problems, environment)].join("\n"));
}

/** A variable that a shell has set for purposes of its own cannot be mended in .dev.vars. */
function adviseOn(problems: SettingsProblem[], { own, fileExists }: Environment): string {
  const fromShell = problems.map(({ setting }) => setting).filter((name) => own[name]?.trim());
  const advice = fileExists
    ? ["Settings belong in .dev.vars, or in the environment, which wins."]
    : [
        "There is no .dev.vars: copy .dev.vars.example to .dev.vars, fill in its first three settings, and start again.",
      ];
  if (fromShell.length > 0) {
    advice.push(
      `Taken from the environment, not from .dev.vars: ${fromShell.join(", ")}. ` +
        `If that was set for another program, unset it: unset ${fromShell.join(" ")}`,
    );
  }
  return advice.join("\n");
}

function sayReady({ host, port }: HomeSettings): void {
  const isEverywhere = ["127.0.0.1", "0.0.0.0", "::", "::1", "localhost"].includes(host);
  const name = host.includes(":") ? `[${host}]` : host;
  const url = `http://${isEverywhere ? "localhost" : name}:${port}`;
  log("ready", { version: readVersion(), url, startMs: Math.round(performance.now()) });
  if (process.stdout.isTTY) console.error(`\nwatchwhere is at ${url} (Ctrl-C stops it)\n`);
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
