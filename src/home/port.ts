// Checks that the port is free, before anything is built or migrated.

import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart, codeOf } from "./cannot-start.ts";

/** Waits up to `patienceMs` for a port that is taken: a process that was just killed may hold it a moment longer. */
export async function claimPort(host: string, port: number, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await tryPort(host, port);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EADDRINUSE" && performance.now() < end) {
        await sleep(50);
        continue;
      }
      throw new CannotStart(EXPLAINED[code]?.(host, port) ?? `Port ${port}: ${String(error)}`);
    }
  }
}

async function tryPort(host: string, port: number): Promise<void> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  await once(server, "listening");
  server.close();
  await once(server, "close");
}

const EXPLAINED: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is taken by another program. Set another PORT, such as ${port + 1}.`,
  EACCES: (_, port) => `Port ${port} is not open to this user. Set a PORT above 1023.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is not an address of this machine.`,
};
