// One entry of a ZIP → its bytes, as many as the ZIP says and no more. An entry is a gzip file in another frame, so it
// is put into that one, and the platform unpacks it and checks its checksum. (fflate does not check it, and takes
// 90 ms for each kilobyte of a deflate stream made of tiny blocks.)

import type { ZipEntry } from "./zip-directory.ts";

const STORED = 0;
const DEFLATED = 8;

/** A thousand bytes come out of one at most: a step yields no more than eight megabytes. */
const STEP_BYTES = 8192;

export function canUnpack({ method }: ZipEntry): boolean {
  return method === STORED || method === DEFLATED;
}

/** null: it is damaged, or other bytes come out than the ZIP says. */
export async function unpackEntry(
  entry: ZipEntry,
  pause: () => Promise<void>,
): Promise<Uint8Array | null> {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const reading = readAll(readable, entry.unpackedBytes);
  // A step may fail before anybody waits for this.
  reading.catch(() => undefined);
  try {
    for (const step of asGzip(entry)) {
      await writer.write(step);
      // The stream unpacks all that it is given, whether or not it is read: let it be read first.
      await pause();
    }
    await writer.close();
    return await reading;
  } catch {
    return null;
  }
}

/** Throws where the stream is broken, or has more than these bytes. */
async function readAll(stream: ReadableStream<Uint8Array>, length: number): Promise<Uint8Array> {
  const whole = new Uint8Array(length);
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return whole;
    if (size + value.length > length) {
      await reader.cancel();
      throw new Error("More comes out than the ZIP says.");
    }
    whole.set(value, size);
    size += value.length;
  }
}

/** RFC 1952: ten bytes, the deflate stream, checksum and length. */
function* asGzip({ method, packed, checksum, unpackedBytes }: ZipEntry) {
  yield new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  yield* method === STORED ? storedBlocks(packed) : stepsOf(packed);
  yield new Uint8Array(new Uint32Array([checksum, unpackedBytes]).buffer);
}

function* stepsOf(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += STEP_BYTES) yield bytes.slice(at, at + STEP_BYTES);
}

/** RFC 1951, 3.2.4: bytes that are not packed, as a deflate stream has them. */
function* storedBlocks(bytes: Uint8Array) {
  const most = 65_535;
  for (let at = 0; ; at += most) {
    const block = bytes.slice(at, at + most);
    const isLast = at + most >= bytes.length;
    const [low, high] = [block.length & 255, block.length >> 8];
    yield new Uint8Array([isLast ? 1 : 0, low, high, low ^ 255, high ^ 255]);
    yield block;
    if (isLast) return;
  }
}
