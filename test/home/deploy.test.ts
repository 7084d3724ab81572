// `npm run deploy` as an owner types it, with the real wrangler, against a stand-in of Cloudflare's API. One account goes
// through a deployment's life in order, because each of wrangler's commands takes a second or more.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listMigrations } from "../../src/home/migrations.ts";
import { MIGRATIONS_DIR, PROJECT_DIR } from "../../src/home/project.ts";
import { serveCloudflare, type ServedCloudflare } from "../stand-ins/cloudflare.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const PASSWORD = "correct horse battery";
const WRITTEN = { LETTERBOXD_USERNAME: "dave", TMDB_API_KEY: KEY, COUNTRY: "GB" };

const QUEUES = ["watchwhere-dead-letters", "watchwhere-lookups", "watchwhere-pages"];

/** Some thirty commands of wrangler's, on a machine that may have much else to do. */
const PATIENCE = { timeout: 300_000 };

let home: string;
let cloudflare: ServedCloudflare;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "watchwhere-deploy-"));
  cloudflare = await serveCloudflare();
});

afterAll(() => {
  cloudflare.close();
  rmSync(home, { recursive: true, force: true });
});

/** Deploys with these settings in .dev.vars. */
async function deploy(settings: Record<string, string>) {
  const lines = Object.entries(settings).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(join(home, ".dev.vars"), lines.join(""));
  const { PATH = "" } = process.env;
  const program = spawn(process.execPath, [join(PROJECT_DIR, "src/home/deploy.ts")], {
    cwd: PROJECT_DIR,
    env: {
      PATH: `${join(PROJECT_DIR, "node_modules/.bin")}${delimiter}${PATH}`,
      HOME: home,
      SETTINGS_DIR: home,
      CI: "true",
      WRANGLER_SEND_METRICS: "false",
      ...cloudflare.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  program.stdout.on("data", (text) => (output += String(text)));
  program.stderr.on("data", (text) => (output += String(text)));
  const [status] = (await once(program, "close")) as [number | null];
  for (const secret of [KEY, PASSWORD]) {
    expect(output).not.toContain(secret);
    // wrangler keeps a log of all that it does.
    expect(filesUnder(home).filter((text) => text.includes(secret))).toEqual([]);
  }
  return { status, output };
}

/** The texts of all files that the deployment left, without the settings themselves. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".dev.vars")
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
}

/** The Worker's secrets, as they are at Cloudflare now. */
function storedSecrets(): Record<string, unknown> {
  const { bindings = [] } = cloudflare.account.scripts.get("watchwhere") ?? {};
  const secrets = bindings.filter(({ type }) => type === "secret_text");
  return Object.fromEntries(secrets.map(({ name, text }) => [name, text]));
}

/** What was not only looked at. */
function changesAsked(): string[] {
  return cloudflare.account.requests.filter((asked) => !asked.startsWith("GET "));
}

test("without a setting, nothing is made, and it is named", PATIENCE, async () => {
  const { LETTERBOXD_USERNAME, COUNTRY } = WRITTEN;
  const { status, output } = await deploy({ LETTERBOXD_USERNAME, COUNTRY });
  expect(status).toBe(1);
  expect(output).toContain("Not deployed. These settings are missing or wrong:");
  expect(output).toContain("TMDB_API_KEY: not set");
  expect(output).toContain("Write them into .dev.vars");
  expect(changesAsked()).toEqual([]);
});

test(
  "what Cloudflare refuses half-way is said, and what was made until then stays",
  PATIENCE,
  async () => {
    const { account } = cloudflare;
    const message = "You have too many Workers. Delete one first.";
    account.refuse.set("PUT /workers/scripts/", { status: 400, code: 10037, message });
    const { status, output } = await deploy(WRITTEN);
    account.refuse.clear();
    expect(status).toBe(1);
    expect(output).toContain(message);
    expect(output).toContain("Not deployed. This failed: npx wrangler deploy --keep-vars");
    expect(output).toContain("run npm run deploy again");
    expect([...account.databases.values()].map(({ name }) => name)).toEqual(["watchwhere"]);
    expect([...account.queues.keys()].toSorted()).toEqual(QUEUES);
    expect([...account.scripts.keys()]).toEqual([]);
  },
);

test("run again, it makes nothing twice, and deploys for the first time", PATIENCE, async () => {
  const { account } = cloudflare;
  account.requests.length = 0;
  const { status, output } = await deploy(WRITTEN);
  expect(output).toContain("The first refresh begins with the next tick");
  expect(output).toContain("https://watchwhere.someone.workers.dev");
  expect(status).toBe(0);
  expect(changesAsked().filter((asked) => /^POST \/(?:d1\/database|queues)$/.test(asked))).toEqual(
    [],
  );
  const [{ sqlite } = { sqlite: null }] = account.databases.values();
  const applied = sqlite?.prepare("select name from d1_migrations order by id").all() ?? [];
  expect(applied.map(({ name }) => name)).toEqual(listMigrations(MIGRATIONS_DIR));
  expect(storedSecrets()).toEqual(WRITTEN);
  expect(account.scripts.get("watchwhere")?.crons).toEqual(["*/5 * * * *"]);
  for (const { consumers } of account.queues.values()) expect(consumers).toEqual(["watchwhere"]);
});

test(
  "a second one sends the setting that was changed, and keeps those that are not written",
  PATIENCE,
  async () => {
    const { account } = cloudflare;
    const { status } = await deploy({ COUNTRY: "DE", ADMIN_PASSWORD: PASSWORD });
    expect(status).toBe(0);
    expect(storedSecrets()).toEqual({ ...WRITTEN, COUNTRY: "DE", ADMIN_PASSWORD: PASSWORD });
    expect(account.scripts.get("watchwhere")?.uploads).toBe(2);
    expect(account.databases.size).toBe(1);
    expect(account.queues.size).toBe(3);
  },
);

test("wrangler asked for nothing that the stand-in does not know", () => {
  expect(cloudflare.account.unknown).toEqual([]);
});
