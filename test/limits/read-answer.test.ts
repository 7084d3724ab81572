import { describe, expect, it } from "vitest";
import { readBody } from "../../src/limits/read-answer.ts";

const MAX_BYTES = 1_000_000;

/** A stream of bytes that sends these chunks as they are asked for, and counts what it has sent. */
function sending(chunks: Iterable<Uint8Array>) {
  const iterator = chunks[Symbol.iterator]();
  const seen = { bytes: 0, cancelled: false };
  const body = new ReadableStream({
    type: "bytes",
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) return controller.close();
      seen.bytes += value.byteLength;
      controller.enqueue(new Uint8Array(value));
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return { body, seen };
}

function* endless(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(10_000).fill(32);
}

function read(body: ReadableStream | null, signal = new AbortController().signal) {
  return readBody(body, { maxBytes: MAX_BYTES, signal });
}

/** Blanks, packed a thousand to one. */
async function packed(bytes: number): Promise<Uint8Array> {
  const blanks = new Blob([new Uint8Array(bytes).fill(32)]);
  const stream = blanks.stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe("a body", () => {
  it("is a text, and an empty one where there is none", async () => {
    expect(await read(new Response("Amélie 🎬").body)).toBe("Amélie 🎬");
    expect(await read(new Response("").body)).toBe("");
    expect(await read(null)).toBe("");
  });

  it("may come in any pieces, also within a letter", async () => {
    const bytes = new TextEncoder().encode("L’Été de Noé 🎬 ".repeat(20_000));
    function* pieces(): Generator<Uint8Array> {
      for (let i = 0; i < bytes.length; i += 777) yield bytes.slice(i, i + 777);
    }
    expect(await read(sending(pieces()).body)).toBe(new TextDecoder().decode(bytes));
  });

  it("of exactly the limit is read whole, and of one byte more is not", async () => {
    expect(await read(new Response(new Uint8Array(MAX_BYTES)).body)).toHaveLength(MAX_BYTES);
    expect(await read(new Response(new Uint8Array(MAX_BYTES + 1)).body)).toBeNull();
  });

  it("without an end is read to the limit, and the other side is told to stop", async () => {
    const { body, seen } = sending(endless());
    expect(await read(body)).toBeNull();
    expect(seen.cancelled).toBe(true);
    expect(seen.bytes).toBeLessThan(MAX_BYTES + 300_000);
  });

  it("that is packed counts unpacked, and is not unpacked any further", async () => {
    const bomb = await packed(10_000_000);
    expect(bomb.length).toBeLessThan(20_000);
    let unpacked = 0;
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        unpacked += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const bytes = new IdentityTransformStream();
    void new Blob([bomb])
      .stream()
      .pipeThrough(new DecompressionStream("gzip"))
      .pipeThrough(counting)
      .pipeTo(bytes.writable)
      .catch(() => undefined);
    expect(await read(bytes.readable)).toBeNull();
    expect(unpacked).toBeLessThan(MAX_BYTES + 500_000);
  });

  it("that breaks off is no text", async () => {
    const body = new ReadableStream({
      type: "bytes",
      start(controller) {
        controller.enqueue(new TextEncoder().encode("half"));
        controller.error(new Error("connection reset"));
      },
    });
    await expect(read(body)).rejects.toThrow("connection reset");
  });

  it("that drips is no text once the time is up, though half of it came", async () => {
    const body = new ReadableStream({
      type: "bytes",
      start(controller) {
        controller.enqueue(new TextEncoder().encode("half"));
      },
    });
    const abort = new AbortController();
    const reading = read(body, abort.signal);
    abort.abort(new Error("the time is up"));
    await expect(reading).rejects.toThrow("the time is up");
  });
});
