import { describe, expect, test, vi } from "vitest";
import { readBody } from "../../src/web/read-body.ts";
import { readUpload } from "../../src/web/read-upload.ts";

const LONG = 60_000;
const TYPE = { "Content-Type": "multipart/form-data; boundary=b" };

function request(body: BodyInit, headers: Record<string, string> = TYPE): Request {
  return new Request("http://localhost/import", { method: "POST", body, headers });
}

/** A body that sends these chunks, and then nothing for ever. */
function dripping(...chunks: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk === undefined) return new Promise(() => undefined);
      controller.enqueue(new TextEncoder().encode(chunk));
    },
  });
}

describe("an upload is given up", () => {
  test("when nothing arrives for a while", async () => {
    const time = { idleMs: 1, totalMs: LONG };
    const it = await readUpload(request(dripping("--b\r\n")), time);
    expect(it).toMatchObject({ ok: false, rejection: { kind: "too-slow", status: 408 } });
  });

  test("when it arrives byte by byte and takes too long in all", async () => {
    const cancelled = vi.fn<() => void>();
    const endless = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await scheduler.wait(0);
        controller.enqueue(new Uint8Array(1));
      },
      cancel: cancelled,
    });
    const limits = { maxBytes: 1_000_000, idleMs: LONG, totalMs: 5 };
    expect(await readBody(endless, limits)).toEqual({ ok: false, reason: "too-slow" });
    expect(cancelled).toHaveBeenCalledOnce();
  });

  test("when the other side hangs up", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error("Network connection lost."));
      },
    });
    expect(await readUpload(request(broken))).toMatchObject({
      ok: false,
      rejection: { kind: "broken-off", status: 400 },
    });
  });
});

test("a body is read whole up to its limit, and not past it", async () => {
  const limits = { maxBytes: 5, idleMs: LONG, totalMs: LONG };
  const bodyOf = (...chunks: string[]) => new Response(new Blob(chunks)).body;
  expect(await readBody(bodyOf("ab", "cde"), limits)).toEqual({
    ok: true,
    bytes: new TextEncoder().encode("abcde"),
  });
  expect(await readBody(bodyOf("ab", "cdef"), limits)).toEqual({ ok: false, reason: "too-large" });
  expect(await readBody(null, limits)).toEqual({ ok: true, bytes: new Uint8Array() });
});

describe("a form is read only if it may be one of ours", () => {
  const head = 'Content-Disposition: form-data; name="file"; filename="watchlist.csv"';
  const part = `--b\r\n${head}\r\n\r\nDate\r\n`;
  const spy = () => vi.spyOn(Response.prototype, "formData");

  test.each([
    ["thousands of parts", `${part.repeat(100_000)}--b--\r\n`],
    ["eleven parts", `${part.repeat(11)}--b--\r\n`],
    ["a head without an end", `--b\r\n${"X: y\r\n".repeat(500_000)}`],
    ["a head without an end after words", `words--b\r\n${"X: y\r\n".repeat(500_000)}`],
    ["a long head", `--b\r\nX: ${"y".repeat(5000)}\r\n${part}--b--\r\n`],
  ])("not with %s", async (_, body) => {
    const formData = spy();
    const it = await readUpload(request(body));
    expect(it).toMatchObject({ ok: false, rejection: { kind: "not-a-form", status: 415 } });
    expect(formData).not.toHaveBeenCalled();
    formData.mockRestore();
  });

  test.each(["multipart/form-data", "multipart/form-data; boundary=", "text/csv", ""])(
    "not as %j",
    async (type) => {
      expect(await readUpload(request(part, { "Content-Type": type }))).toMatchObject({
        rejection: { kind: "not-a-form" },
      });
    },
  );

  test.each([
    ["multipart/form-data; boundary=b", "b"],
    ['multipart/form-data; boundary="a b"', "a b"],
    [
      "Multipart/Form-Data; charset=utf-8; boundary=----WebKitFormBoundary7",
      "----WebKitFormBoundary7",
    ],
  ])("with the type %j", async (type, boundary) => {
    const field = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `--${boundary}\r\n${head}\r\n\r\nDate,\n-- \n-\r\n${field("confirm", "watched")}${field("anyway", "1")}--${boundary}--\r\n`;
    const it = await readUpload(request(body, { "Content-Type": type }));
    expect(it).toMatchObject({
      ok: true,
      upload: { confirmed: true, anyway: true, file: { name: "watchlist.csv" } },
    });
    expect(it.ok && new TextDecoder().decode(it.upload.file.bytes)).toBe("Date,\n-- \n-");
  });
});
