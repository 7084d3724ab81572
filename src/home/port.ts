// Whether the door can be opened, asked before anything is built or migrated.

import { once } from "node:events";
import { createServer } from "node:net";
import { CannotStart, codeOf } from "./cannot-start.ts";

export async function claimPort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, "listening");
    server.close();
    await once(server, "close");
  } catch (error) {
    throw new CannotStart(
      EXPLAINED[codeOf(error)]?.(host, port) ?? `Port ${port}: ${String(error)}`,
    );
  }
}

const EXPLAINED: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is taken by another program. Set another PORT, such as ${port + 1}.`,
  EACCES: (_, port) => `Port ${port} is not open to this user. Set a PORT above 1023.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is no address of this machine.`,
};
