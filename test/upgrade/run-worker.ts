// A Worker under miniflare, on a database file that is given. Nothing happens unasked: no cron ticks, and what
// the Worker sends to its queues is held until somebody takes it and delivers it, in whatever order.

import { Miniflare } from "miniflare";
import { DATABASE, storageIn } from "../../src/home/database-file.ts";
import type { WorkerBundle } from "./worker-bundle.ts";

export interface HeldMessage {
  queue: "pages" | "lookups";
  body: unknown;
}

export interface RunningWorker {
  /** Asks for a path of the app. Redirects are not followed. */
  fetch: (path: string, init?: AskInit) => Promise<Response>;
  /** What was sent to the queues since the last call. */
  takeHeld: () => Promise<HeldMessage[]>;
  /** Delivers messages to the Worker's consumer, one batch for each queue, and throws where it does not take them. */
  deliver: (messages: readonly HeldMessage[]) => Promise<void>;
  /** Delivers what is held, and what comes of that, until nothing is left. */
  deliverAll: () => Promise<void>;
  /** One cron event. `@start` says that the home program has just begun. */
  tick: (cron?: string) => Promise<void>;
  /** From now on the Worker's clock goes on from that moment, in milliseconds since 1970. */
  setClock: (at: number) => Promise<void>;
  /** What the Worker has said, for whoever looks for the reason of something. */
  log: string[];
  stop: () => Promise<void>;
}

/** As much of fetch's as both fetches agree upon. */
interface AskInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams | FormData;
}

/** The home program delivers as many look-ups at once. */
const MESSAGES_A_BATCH = 10;

/** Stands before the kept Worker, which is not touched. Its own addresses are none that the app has. */
const ENTRY = `
import worker from "./index.js";

const RealDate = Date;
let aheadMs = 0;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + aheadMs] : given));
  }
  static now() {
    return RealDate.now() + aheadMs;
  }
};

let held = [];
function holding(queue) {
  return {
    send: async (body) => void held.push({ queue, body }),
    sendBatch: async (messages) => {
      for (const { body } of messages) held.push({ queue, body });
    },
  };
}
const queues = { PAGES: holding("pages"), LOOKUPS: holding("lookups") };

export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/-/held") {
      const taken = held;
      held = [];
      return Response.json(taken);
    }
    if (pathname === "/-/clock") {
      aheadMs = Number(searchParams.get("at")) - RealDate.now();
      return new Response(null, { status: 204 });
    }
    return worker.fetch(request, { ...env, ...queues }, context);
  },
  scheduled: (event, env, context) => worker.scheduled(event, { ...env, ...queues }, context),
  queue: (batch, env, context) => worker.queue(batch, { ...env, ...queues }, context),
};
`;
const ENTRY_NAME = "held.js";

/** `dataDir` is the home program's: the database is where that would look for it. */
export async function runWorker(
  { manifest, modules }: WorkerBundle,
  dataDir: string,
  settings: Record<string, string>,
): Promise<RunningWorker> {
  const { name } = manifest;
  const log: string[] = [];
  const texts = Object.entries(settings).map(([setting, value]) => {
    return [setting, { type: "text" as const, value }] as const;
  });
  const miniflare = new Miniflare({
    resourcePersistencePath: storageIn(dataDir),
    cf: false,
    enableDevRegistry: false,
    unsafeLocalExplorer: false,
    logRequests: false,
    telemetry: { enabled: false },
    handleStructuredLogs: ({ message }) => void log.push(message),
    workers: [
      {
        config: {
          name,
          compatibilityDate: manifest.compatibilityDate,
          compatibilityFlags: manifest.compatibilityFlags,
          manifest: {
            mainModule: ENTRY_NAME,
            modules: { ...modules, [ENTRY_NAME]: { type: "esm", contents: ENTRY } },
          },
          env: { ...Object.fromEntries(texts), [DATABASE]: { type: "d1", id: DATABASE } },
        },
      },
    ],
  });
  await miniflare.ready;

  const ask = async (path: string, init: AskInit = {}) => {
    // miniflare has a fetch of its own, which does not know this one's forms.
    const request = new Request(`http://localhost${path}`, init);
    const body = request.body === null ? null : await request.arrayBuffer();
    const headers = [...request.headers];
    const { url, method } = request;
    const answer = await miniflare.dispatchFetch(url, {
      method,
      headers,
      body,
      redirect: "manual",
    });
    return answer as unknown as Response;
  };
  const takeHeld = async () => (await (await ask("/-/held")).json()) as HeldMessage[];

  async function deliver(messages: readonly HeldMessage[]): Promise<void> {
    const worker = await miniflare.getWorker(name);
    for (const [queue, ofQueue] of Map.groupBy(messages, (message) => message.queue)) {
      for (let from = 0; from < ofQueue.length; from += MESSAGES_A_BATCH) {
        const batch = ofQueue.slice(from, from + MESSAGES_A_BATCH).map(({ body }, i) => {
          return { id: `${queue}-${from + i}`, timestamp: new Date(), attempts: 1, body };
        });
        const { outcome, retryMessages } = await worker.queue(`${name}-${queue}`, batch);
        if (outcome === "ok" && retryMessages.length === 0) continue;
        throw new Error(`The queue ${queue}: ${outcome}, ${log.at(-1) ?? "and nothing was said"}`);
      }
    }
  }

  return {
    fetch: ask,
    takeHeld,
    deliver,
    async deliverAll() {
      for (let held = await takeHeld(); held.length > 0; held = await takeHeld()) {
        await deliver(held);
      }
    },
    async tick(cron = "*/5 * * * *") {
      const worker = await miniflare.getWorker(name);
      const { outcome } = await worker.scheduled({ cron, scheduledTime: new Date() });
      if (outcome !== "ok") throw new Error(`The tick: ${outcome}, ${log.at(-1)}`);
    },
    async setClock(at) {
      await ask(`/-/clock?at=${at}`);
    },
    log,
    stop: () => miniflare.dispose(),
  };
}
