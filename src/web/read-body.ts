// A request's body → its bytes, up to a limit. What arrives past the limit is read away, because a browser that
// is still sending when the server hangs up shows no answer at all. What hardly arrives is given up, because at
// home no proxy stands in front that would do so.

export interface BodyLimits {
  maxBytes: number;
  /** Without a single byte; once more as long may pass until it is noticed. */
  idleMs: number;
  totalMs: number;
}

/** Past this, the line may as well break. */
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
    // Where all has been read, this does nothing.
    reader.cancel().catch(() => undefined);
  }
  return size > limits.maxBytes
    ? { ok: false, reason: "too-large" }
    : { ok: true, bytes: joined(parts, size) };
}

/** `late` comes when nothing has arrived for a while, or all of it takes too long. */
function watch({ idleMs, totalMs }: BodyLimits) {
  const { promise: late, resolve } = Promise.withResolvers<"too-slow">();
  let hasProgress = true;
  const total = setTimeout(() => resolve("too-slow"), totalMs);
  // One timer for all: to set one anew for each of 2,500 chunks costs more than to read them.
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
