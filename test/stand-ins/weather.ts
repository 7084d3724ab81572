// How a stand-in behaves: one mode for everything, and orders for certain paths or for the next few
// requests, of which the newest that fits goes first.

export interface Order<Mode extends string> {
  mode: Mode;
  /** This path and what lies below it; absent: any. */
  path?: string;
  /** For so many requests; absent: until cleared. */
  times?: number;
  /** Sent as `Retry-After` with a refusal to go on. */
  retryAfterSeconds?: number;
  /** In place of the usual status of a refusal. */
  status?: number;
}

export interface Weather<Mode extends string> {
  mode: Mode;
  play(order: Order<Mode>): void;
  /** Takes back all orders; the mode stays. */
  clear(): void;
  /** What holds for a request to this path. Counts it. */
  next(path: string): Order<Mode>;
}

export function createWeather<Mode extends string>(mode: Mode): Weather<Mode> {
  let orders: Order<Mode>[] = [];
  return {
    mode,
    play(order) {
      orders.unshift({ ...order });
    },
    clear() {
      orders = [];
    },
    next(path) {
      const order = orders.find((candidate) => covers(candidate.path, path));
      if (order === undefined) return { mode: this.mode };
      if (order.times !== undefined) {
        order.times -= 1;
        if (order.times <= 0) orders = orders.filter((other) => other !== order);
      }
      return order;
    },
  };
}

function covers(wanted: string | undefined, path: string): boolean {
  if (wanted === undefined) return true;
  const trimmed = wanted.replace(/\/$/, "");
  return path === trimmed || path.startsWith(`${trimmed}/`);
}

/** What the Node server gives to an app with each request. Absent inside workerd. */
export interface Connection {
  /** Drops the connection without an answer. */
  reset(): void;
}

/** Never answers: waits until the other side gives up. */
export function hang(request: Request): Promise<never> {
  return new Promise((_, reject) => {
    request.signal.addEventListener("abort", () => reject(new Dropped()), { once: true });
  });
}

/** Drops the connection. Without a socket to drop, fails in the way in which workerd's fetch does. */
export function reset(request: Request, connection: Connection | undefined): Promise<never> {
  if (connection?.reset === undefined) throw new Dropped();
  connection.reset();
  return hang(request);
}

/** The connection ended without an answer. */
export class Dropped extends TypeError {
  constructor() {
    super("Network connection lost.");
  }
}
