// The body of a neighbour's answer, read to a limit. What counts are the bytes as they come out of the stream,
// so of a packed body the unpacked ones: half a megabyte of gzip may hold two gigabytes. Knows no neighbour.

/** One read fills as much, if so much comes: the usual answer is then one read, and not one for every 4 kB. */
const READ_BYTES = 131_072;

export interface BodyLimits {
  maxBytes: number;
  /** Ends the reading, whether or not the fetch heeds it. */
  signal: AbortSignal;
}

/**
 * null: there is more than `maxBytes`; the rest is not read, and the other side is told so. Throws where the
 * connection breaks or the signal aborts. The stream has to be one of bytes, as those of every fetch are.
 */
export async function readBody(
  body: ReadableStream | null,
  { maxBytes, signal }: BodyLimits,
): Promise<string | null> {
  if (body === null) return "";
  const reader = body.getReader({ mode: "byob" });
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", stop);
  try {
    const decoder = new TextDecoder();
    let buffer = new ArrayBuffer(READ_BYTES);
    let text = "";
    let bytes = 0;
    for (;;) {
      const { value } = await reader.readAtLeast(READ_BYTES, new Uint8Array(buffer));
      signal.throwIfAborted(); // a cancelled body ends as if it were whole
      const count = value?.byteLength ?? 0;
      bytes += count;
      if (bytes > maxBytes) {
        stop();
        return null;
      }
      text += decoder.decode(value, { stream: true });
      if (value === undefined || count < READ_BYTES) return text + decoder.decode();
      buffer = value.buffer;
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
