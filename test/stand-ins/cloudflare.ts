// A stand-in of Cloudflare's API, as far as wrangler asks it when the app is deployed: one account with Workers, D1 (a
// real SQLite, so that migrations are really applied) and queues. Shapes: developers.cloudflare.com/api. What it is not
// made for is answered with 404 and told as `unknown`, so that a newer wrangler's further questions are noticed.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";

const ACCOUNT = "acc0acc0acc0acc0acc0acc0acc0acc0";

interface Script {
  /** How often it was uploaded. */
  uploads: number;
  /** As the last upload left them, each with what it binds. */
  bindings: { type: string; name: string; [field: string]: unknown }[];
  crons: string[];
}

interface Refusal {
  status: number;
  code: number;
  message: string;
}

interface CloudflareAccount {
  databases: Map<string, { name: string; sqlite: DatabaseSync }>;
  /** By name, each with the Workers that consume it. */
  queues: Map<string, { id: string; consumers: string[] }>;
  scripts: Map<string, Script>;
  /** What was asked, such as `PUT /workers/scripts/watchwhere`, without the account. */
  requests: string[];
  /** Those of them that the stand-in does not know. */
  unknown: string[];
  /** What is refused, by the beginning of the request. */
  refuse: Map<string, Refusal>;
}

export interface ServedCloudflare {
  account: CloudflareAccount;
  /** For wrangler: where the API is, and who asks. */
  environment: Record<string, string>;
  close: () => void;
}

export async function serveCloudflare(): Promise<ServedCloudflare> {
  const account: CloudflareAccount = {
    databases: new Map(),
    queues: new Map(),
    scripts: new Map(),
    requests: [],
    unknown: [],
    refuse: new Map(),
  };
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, body } = await answer(account, request);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    account,
    environment: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
      CLOUDFLARE_API_TOKEN: "a-token-of-the-stand-in-000000000000000",
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Asked {
  query: URLSearchParams;
  /** What the route's groups matched. */
  parts: string[];
  json: () => Promise<unknown>;
  form: () => Promise<FormData>;
}

type Route = [pattern: RegExp, (account: CloudflareAccount, asked: Asked) => Promise<unknown>];

async function answer(account: CloudflareAccount, request: IncomingMessage) {
  const url = new URL(request.url ?? "/", "http://localhost");
  const path = url.pathname.replace("/client/v4", "").replace(`/accounts/${ACCOUNT}`, "");
  const asked = `${request.method} ${path}`;
  account.requests.push(asked);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = { "Content-Type": request.headers["content-type"] ?? "" };
  const body = () => new Response(Buffer.concat(chunks), { headers });

  for (const [begins, refusal] of account.refuse) {
    if (asked.startsWith(begins)) return refused(refusal);
  }
  for (const [pattern, reply] of ROUTES) {
    const match = pattern.exec(asked);
    if (match === null) continue;
    try {
      const result = await reply(account, {
        query: url.searchParams,
        parts: match.slice(1),
        json: () => body().json(),
        form: () => body().formData(),
      });
      const info = Array.isArray(result) ? { result_info: pageOf(result) } : {};
      return { status: 200, body: { success: true, errors: [], messages: [], result, ...info } };
    } catch (error) {
      return refused(error instanceof Refused ? error.refusal : NOT_UNDERSTOOD(String(error)));
    }
  }
  account.unknown.push(asked);
  return refused({ status: 404, code: 7003, message: `The stand-in does not know ${asked}` });
}

function pageOf({ length }: unknown[]) {
  return { page: 1, per_page: 100, count: length, total_count: length, total_pages: 1 };
}

const NOT_UNDERSTOOD = (message: string): Refusal => ({ status: 400, code: 7500, message });

class Refused extends Error {
  refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

function refused({ status, code, message }: Refusal) {
  const body = { success: false, errors: [{ code, message }], messages: [], result: null };
  return { status, body };
}

/** Throws, as the API does, where there is none of that name. */
function scriptOf({ scripts }: CloudflareAccount, name: string | undefined): Script {
  const script = scripts.get(name ?? "");
  if (script !== undefined) return script;
  const message = "This Worker does not exist on your account.";
  throw new Refused({ status: 404, code: 10007, message });
}

const ROUTES: Route[] = [
  [/^GET \/user\/tokens\/verify$/, async () => ({ id: ACCOUNT, status: "active" })],
  [/^GET \/user$/, async () => ({ id: ACCOUNT, email: "someone@example.org" })],
  [/^GET \/accounts$/, async () => [{ id: ACCOUNT, name: "An account" }]],
  [/^GET \/memberships$/, async () => []],
  [/^GET \/workers\/subdomain$/, async () => ({ subdomain: "someone" })],

  [
    /^GET \/workers\/services\/([^/]+)$/,
    async (account, { parts }) => {
      scriptOf(account, parts[0]);
      const script = { tag: "0", tags: null, last_deployed_from: "wrangler" };
      return { id: parts[0], default_environment: { environment: "production", script } };
    },
  ],
  [
    /^GET \/workers\/workers\/([^/]+)$/,
    async (account, { parts }) => {
      scriptOf(account, parts[0]);
      return { name: parts[0], subdomain: { enabled: true, previews_enabled: false } };
    },
  ],
  [
    /^GET \/workers\/scripts\/([^/]+)\/secrets$/,
    async (account, { parts }) =>
      scriptOf(account, parts[0])
        .bindings.filter(({ type }) => type === "secret_text")
        .map(({ name, type }) => ({ name, type })),
  ],
  [
    /^GET \/workers\/scripts\/([^/]+)\/settings$/,
    async (account, { parts }) => ({ bindings: scriptOf(account, parts[0]).bindings }),
  ],
  [
    /^GET \/workers\/scripts\/([^/]+)\/deployments$/,
    async (account, { parts }) => {
      scriptOf(account, parts[0]);
      return { deployments: [] };
    },
  ],
  // The first upload of a Worker, and every later one.
  [
    /^PUT \/workers\/scripts\/([^/]+)$/,
    async (account, { parts, form }) => {
      await upload(account, parts[0] ?? "", await form());
      return { id: parts[0], deployment_id: randomUUID(), startup_time_ms: 10 };
    },
  ],
  [
    /^POST \/workers\/scripts\/([^/]+)\/versions$/,
    async (account, { parts, form }) => {
      scriptOf(account, parts[0]);
      await upload(account, parts[0] ?? "", await form());
      return { id: randomUUID(), resources: { script: { etag: "0" } }, startup_time_ms: 10 };
    },
  ],
  [/^POST \/workers\/scripts\/[^/]+\/deployments$/, async () => ({ id: randomUUID() })],
  [/^PATCH \/workers\/scripts\/[^/]+\/script-settings$/, async () => ({})],
  [
    /^POST \/workers\/scripts\/[^/]+\/subdomain$/,
    async () => ({ enabled: true, previews_enabled: false }),
  ],
  [
    /^PUT \/workers\/scripts\/([^/]+)\/schedules$/,
    async (account, { parts, json }) => {
      const crons = z.array(z.object({ cron: z.string() })).parse(await json());
      scriptOf(account, parts[0]).crons = crons.map(({ cron }) => cron);
      return { schedules: crons };
    },
  ],

  [/^GET \/d1\/database$/, async (account) => listDatabases(account)],
  [
    /^GET \/d1\/database\/([\w-]+)$/,
    async (account, { parts }) => {
      const [asked] = parts;
      const found = listDatabases(account).find(
        ({ uuid, name }) => asked === uuid || asked === name,
      );
      if (found !== undefined) return found;
      throw new Refused({ status: 404, code: 7404, message: "The database could not be found" });
    },
  ],
  [
    /^POST \/d1\/database$/,
    async (account, { json }) => {
      const { name } = z.object({ name: z.string() }).parse(await json());
      const uuid = randomUUID();
      account.databases.set(uuid, { name, sqlite: new DatabaseSync(":memory:") });
      return { uuid, name, version: "production" };
    },
  ],
  [
    /^POST \/d1\/database\/([\w-]+)\/query$/,
    async ({ databases }, { parts, json }) => {
      const { sql } = z.object({ sql: z.string() }).parse(await json());
      const database = databases.get(parts[0] ?? "");
      if (database === undefined) throw new Error("There is no such database.");
      return run(database.sqlite, sql);
    },
  ],

  [/^GET \/queues$/, async (account, { query }) => listQueues(account, query.get("name"))],
  [
    /^POST \/queues$/,
    async ({ queues }, { json }) => {
      const { queue_name } = z.object({ queue_name: z.string() }).parse(await json());
      const queue_id = randomUUID().replaceAll("-", "");
      queues.set(queue_name, { id: queue_id, consumers: [] });
      return { queue_id, queue_name };
    },
  ],
  [
    /^(?:POST|PUT) \/queues\/(\w+)\/consumers(?:\/\w+)?$/,
    async ({ queues }, { parts, json }) => {
      const { script_name } = z.object({ script_name: z.string() }).parse(await json());
      const queue = [...queues.values()].find(({ id }) => id === parts[0]);
      if (queue === undefined) throw new Error("There is no such queue.");
      queue.consumers = [script_name];
      return {};
    },
  ],
];

const metadataSchema = z.object({
  bindings: z.array(z.looseObject({ type: z.string(), name: z.string() })),
  keep_bindings: z.array(z.string()).default([]),
});

async function upload({ scripts }: CloudflareAccount, name: string, form: FormData): Promise<void> {
  const before = scripts.get(name);
  const written = form.get("metadata");
  const text = typeof written === "string" ? written : ((await written?.text()) ?? "");
  const { bindings, keep_bindings } = metadataSchema.parse(JSON.parse(text));
  const sent = new Set(bindings.map((binding) => binding.name));
  const kept = (before?.bindings ?? []).filter(
    (binding) => keep_bindings.includes(binding.type) && !sent.has(binding.name),
  );
  scripts.set(name, {
    uploads: (before?.uploads ?? 0) + 1,
    bindings: [...kept, ...bindings],
    crons: before?.crons ?? [],
  });
}

function listQueues({ queues }: CloudflareAccount, name: string | null) {
  return [...queues]
    .filter(([queue_name]) => name === null || queue_name === name)
    .map(([queue_name, { id, consumers }]) => ({
      queue_id: id,
      queue_name,
      consumers: consumers.map((script) => ({ consumer_id: id, type: "worker", script })),
      consumers_total_count: consumers.length,
      producers: [],
      producers_total_count: 0,
    }));
}

function listDatabases({ databases }: CloudflareAccount) {
  return [...databases].map(([uuid, { name }]) => ({ uuid, name, version: "production" }));
}

/** All of it or nothing, as D1 does it. Only what is asked on its own has rows. */
function run(sqlite: DatabaseSync, sql: string) {
  const asks = /^\s*(?:select|pragma)\b/i.test(sql);
  const results = asks ? sqlite.prepare(sql).all() : [];
  if (!asks) {
    try {
      sqlite.exec(`begin; ${sql}\n; commit`);
    } finally {
      if (sqlite.isTransaction) sqlite.exec("rollback");
    }
  }
  return [{ results, success: true, meta: { duration: 0, changes: 0, rows_read: 0 } }];
}
