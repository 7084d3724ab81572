// What a stand-in was asked, when, by whom, and how closely one request followed the other.

interface LoggedRequest {
  /** Milliseconds since 1970. */
  at: number;
  /** With the query, but without a key. */
  path: string;
  userAgent: string | null;
  /** Requests that were being answered when this one came, itself included. */
  inFlight: number;
  /** null: not answered yet, or the connection was dropped. */
  status: number | null;
  /** What the stand-in was told to do: "ok", or one of its modes. */
  mode: string;
}

export interface RequestLog {
  requests: LoggedRequest[];
  /** Requests that a polite program does not make, in words. */
  violations: string[];
  /** Notes a request that has begun. Call the answer when it has ended, with null if it was dropped. */
  begin(request: Request, mode: string): (status: number | null) => void;
  peakInFlight(): number;
  /** The most requests within any second. */
  peakPerSecond(): number;
  /** Milliseconds that so many pauses in a row took at least, by default one; null with too few requests. */
  leastPauseMs(inRow?: number): number | null;
  clear(): void;
}

export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  const violations: string[] = [];
  let inFlight = 0;
  return {
    requests,
    violations,
    begin(request, mode) {
      inFlight += 1;
      const url = new URL(request.url);
      url.searchParams.delete("api_key");
      const entry: LoggedRequest = {
        at: Date.now(),
        path: url.pathname + url.search,
        userAgent: request.headers.get("user-agent"),
        inFlight,
        status: null,
        mode,
      };
      requests.push(entry);
      return (status) => {
        inFlight -= 1;
        entry.status = status;
      };
    },
    peakInFlight: () => Math.max(0, ...requests.map((request) => request.inFlight)),
    peakPerSecond: () => peakPerSecond(requests.map(({ at }) => at)),
    leastPauseMs(inRow = 1) {
      const pauses = requests.slice(inRow).map(({ at }, i) => at - (requests[i]?.at ?? at));
      return pauses.length === 0 ? null : Math.min(...pauses);
    },
    clear() {
      requests.length = 0;
      violations.length = 0;
    },
  };
}

function peakPerSecond(times: number[]): number {
  let peak = 0;
  let oldest = 0;
  for (const [i, time] of times.entries()) {
    while (time - (times[oldest] ?? time) >= 1000) oldest += 1;
    peak = Math.max(peak, i - oldest + 1);
  }
  return peak;
}
