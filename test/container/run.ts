// What an owner does with the container, on one fresh checkout: each step goes on where the last one ended.

import assert from "node:assert/strict";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askJson, untilIdle, type FilmAnswer } from "../home/ask.ts";
import { films } from "../stand-ins/films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";
import { checkOut, until } from "./checkout.ts";

const PORT = 18_000;
const URL_OF_APP = `http://127.0.0.1:${PORT}`;

const checkout = checkOut("watchwhere-test", PORT);
const standIns = await serveStandIns({ host: "0.0.0.0" });
let shown: { films: FilmAnswer[] };

const healthStatus = () =>
  fetch(`${URL_OF_APP}/healthz`).then(
    ({ status }) => status,
    () => 0,
  );

/** In the way of an editor, which puts a new file in the place of the old one. */
function writeSettings(lines: string[]): void {
  const file = join(checkout.folder, ".dev.vars");
  writeFileSync(`${file}.new`, lines.join("\n"));
  renameSync(`${file}.new`, file);
}

const steps: Record<string, () => Promise<void> | void> = {
  "without .dev.vars it does not start, and no folder is made in its place"() {
    const up = checkout.compose("up", "-d", "--build");
    assert.equal(up.ok, false);
    assert.match(up.output, /\.dev\.vars/);
    assert.equal(existsSync(join(checkout.folder, ".dev.vars")), false);
  },

  async "with half of it, the log says what is missing"() {
    writeSettings(["LETTERBOXD_USERNAME=demo"]);
    const up = checkout.compose("up", "-d");
    assert.ok(up.ok, up.output);
    const logs = () => checkout.compose("logs", "app").output;
    await until("the logs", logs, (text) => text.includes("COUNTRY: not set"));
  },

  async "with it, the page is served after a restart"() {
    const { port: letterboxd } = new URL(standIns.letterboxdOrigin);
    const { port: tmdb } = new URL(standIns.tmdbOrigin);
    writeSettings([
      "LETTERBOXD_USERNAME=demo",
      `TMDB_API_KEY=${STAND_IN_KEY}`,
      "COUNTRY=GB",
      `LETTERBOXD_ORIGIN=http://stand-ins:${letterboxd}`,
      `TMDB_ORIGIN=http://stand-ins:${tmdb}`,
      `TMDB_IMAGE_ORIGIN=http://stand-ins:${tmdb}`,
      "LETTERBOXD_PAUSE_SECONDS=0.1",
    ]);
    const restarted = checkout.compose("restart", "app");
    assert.ok(restarted.ok, restarted.output);
    await until("healthz", healthStatus, (status) => status === 200);
  },

  "it sees the settings and nothing else of the folder, and has its limits"() {
    assert.equal(checkout.inside("ls", "-A", "/config").output.trim(), ".dev.vars");
    assert.equal(checkout.inside("sh", "-c", "echo >> /config/.dev.vars").ok, false);
    assert.equal(checkout.inspect("{{.HostConfig.Memory}}"), String(1024 ** 3));
    assert.equal(checkout.inspect("{{.HostConfig.PidsLimit}}"), "200");
  },

  async "a refresh fills it"() {
    const { lastRefresh } = await untilIdle(URL_OF_APP, 120_000);
    assert.equal(lastRefresh?.outcome, "done");
    shown = await askJson(`${URL_OF_APP}/api/films`);
    assert.equal(shown.films.length, films.length);
    assert.match(await (await fetch(`${URL_OF_APP}/?q=heat`)).text(), /Heat/);
  },

  "nothing runs as root, nothing can be written but what has to be"() {
    const user = `for p in /proc/[0-9]*/status; do grep -h ^Uid: $p; done | sort -u`;
    assert.match(checkout.inside("sh", "-c", user).output.trim(), /^Uid:(\s+1000){4}$/);
    assert.equal(checkout.inside("touch", "/app/x").ok, false);
    assert.equal(checkout.inside("sh", "-c", "touch /data/x && rm /data/x").ok, true);
    assert.equal(checkout.inspect("{{.HostConfig.ReadonlyRootfs}}"), "true");
    assert.match(checkout.inspect("{{.HostConfig.CapDrop}}"), /ALL/);
    assert.match(checkout.inside("grep", "CapEff", "/proc/1/status").output, /0{16}/);
    assert.match(checkout.inside("grep", "NoNewPrivs", "/proc/1/status").output, /1/);
  },

  "the image holds no settings, no compiler and no tests"() {
    const look = checkout.inside("ls", "-A", "/app", "/app/node_modules");
    assert.doesNotMatch(look.output, /^(\.dev\.vars|wrangler|esbuild|typescript|test|templates)$/m);
  },

  "it finds at its start what the image compiled beforehand"() {
    // As main.ts does. Nothing can be written there, so without a folder for this user it fails.
    const status = `
      require("node:v8").setFlagsFromString("--optimize-for-size");
      const { constants, enableCompileCache } = require("node:module");
      const { status } = enableCompileCache("/app/node_modules/.cache/compiled");
      console.log(status === constants.compileCacheStatus.ENABLED);`;
    assert.equal(checkout.inside("node", "-e", status).output.trim(), "true");
  },

  async "killed without warning, it comes back by itself"() {
    const main = "for p in /proc/[0-9]*; do grep -aq ^node $p/cmdline && kill -9 ${p#/proc/}; done";
    checkout.inside("sh", "-c", main);
    const restarts = () => checkout.inspect("{{.RestartCount}}");
    await until("a restart", restarts, (count) => count !== "0");
    await until("healthz", healthStatus, (status) => status === 200);
  },

  async "a copy of the database comes out while it runs, and goes in again while it does not"() {
    const copied = checkout.inside("node", "src/home/backup.ts");
    const [, copy = ""] = /copied to (\/data\/backups\/\S+)/.exec(copied.output) ?? [];
    assert.notEqual(copy, "");
    checkout.compose("stop", "app");
    const restored = checkout.compose("run", "--rm", "app", "node", "src/home/restore.ts", copy);
    assert.match(restored.output, /The database was restored/);
    assert.ok(checkout.compose("up", "-d").ok);
    await until("healthz", healthStatus, (status) => status === 200);
  },

  "told to stop, it ends with status 0 and in time"() {
    const startedAt = Date.now();
    const stopped = checkout.compose("stop", "app");
    assert.ok(stopped.ok, stopped.output);
    assert.equal(checkout.inspect("{{.State.ExitCode}}"), "0");
    assert.ok(Date.now() - startedAt < 8000);
  },

  async "made anew, it still has everything"() {
    const asked = standIns.letterboxd.log.requests.length;
    const up = checkout.compose("up", "-d", "--force-recreate");
    assert.ok(up.ok, up.output);
    await until("healthz", healthStatus, (status) => status === 200);
    assert.deepEqual(await askJson(`${URL_OF_APP}/api/films`), shown);
    assert.equal(standIns.letterboxd.log.requests.length, asked);
  },

  async "its health is good, and turns bad when the database is destroyed"() {
    const health = () => checkout.inspect("{{.State.Health.Status}}");
    await until("health", health, (state) => state === "healthy");
    assert.equal(checkout.inside("node", "src/home/check-health.ts").ok, true);
    checkout.inside(
      "sh",
      "-c",
      "for f in /data/v3/d1/*/*; do head -c 100000 /dev/urandom > $f; done",
    );
    await until("healthz", healthStatus, (status) => status === 503);
    assert.equal(checkout.inside("node", "src/home/check-health.ts").ok, false);
  },
};

let passed = 0;
try {
  for (const [name, step] of Object.entries(steps)) {
    console.log(`  ${name}`);
    await step();
    passed++;
  }
} catch (error) {
  console.error(error, checkout.compose("logs", "--tail=30", "app").output);
  process.exitCode = 1;
} finally {
  checkout.remove();
  await standIns.close();
  const all = Object.keys(steps).length;
  console.log(`Container: ${passed} of ${all} steps passed, ${passed < all ? 1 : 0} failed.`);
}
