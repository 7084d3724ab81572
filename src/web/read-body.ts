// Reads a request's body, up to a limit. Whatever arrives past the limit is read and discarded: if the server hangs
// up while a browser is still sending, the browser shows no answer at all. A body that arrives too slowly is given
// up: at home there is no proxy in front that would do so.

export interface BodyLimits {
  maxBytes: number;
  /** Gives up after this long without a single byte; noticing it may take as long again. */
  idleMs: number;
  totalMs: number;
}

/** After this many bytes reading stops, even if that breaks the connection. */
const READ_AWAY_BYTES = 32 * 1024 * 1024;

export type BodyReading =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  /** `broken-off`: the other side hung up. */
  | { ok: false; reason: "too-large" | "too-slow" | "broken-off" };

export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  limits: BodyLimits,
): Promise<BodyReading> {
  if (body === null) return { ok: true, bytes: new Uint8Array() };
  const reader = body.getReader();
  const { late, progress, stop } = watch(limits);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late]);
      if (next === "too-slow") return { ok: false, reason: "too-slow" };
      if (next.done) break;
      progress();
      size += next.value.length;
      if (size <= limits.maxBytes) parts.push(next.value);
      else parts.length = 0;
      if (size > READ_AWAY_BYTES) break;
    }
  } catch {
    return { ok: false, reason: "broken-off" };
  } finally {
    stop();
    // Does nothing if everything has been read.
    reader.cancel().catch(() => undefined);
  }
  return size > limits.maxBytes
    ? { ok: false, reason: "too-large" }
    : { ok: true, bytes: joined(parts, size) };
}

/** `late` resolves if nothing has arrived for a while, or if the whole body takes too long. */
function watch({ idleMs, totalMs }: BodyLimits) {
  const { promise: late, resolve } = Promise.withResolvers<"too-slow">();
  let hasProgress = true;
  const total = setTimeout(() => resolve("too-slow"), totalMs);
  // One timer for all chunks: setting a new one for each of 2,500 chunks costs more than reading them.
  const idle = setInterval(() => {
    if (!hasProgress) resolve("too-slow");
    hasProgress = false;
  }, idleMs);
  return {
    late,
    progress: () => (hasProgress = true),
    stop: () => {
      clearTimeout(total);
      clearInterval(idle);
    },
  };
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
