// Reads the body of an answer up to a limit. It counts the bytes that come out of the stream, which for a packed
// body are the unpacked ones: half a megabyte of gzip may hold gigabytes. Knows nothing about who answered.

/** One read waits for this much or the end, so that the usual answer takes one read and not one for every 4 kB. */
const READ_BYTES = 131_072;

export interface BodyLimits {
  maxBytes: number;
  /** Stops the reading, whether or not the fetch obeys it. */
  signal: AbortSignal;
}

/**
 * null: there is more than `maxBytes`, and the stream was cancelled. Throws if the connection breaks or the
 * signal aborts. The stream has to be a byte stream, as that of every real answer is.
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
