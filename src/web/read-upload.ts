// A request's body → the uploaded file. Whoever sends too much gets an answer all the same: what arrives past
// the limit is read away, since a server that hangs up while a browser still sends is seen as a broken line.

import { MAX_FILE_BYTES, tooLarge } from "../export/index.ts";
import { rejected, type Rejected } from "../export/rejection.ts";
import type { SentFile } from "../refresh/take-file.ts";

/** The rest of a form with one file in it. */
const FORM_BYTES = 100_000;
/** Past this even a broken line is right. */
const READ_AWAY_BYTES = 32 * 1024 * 1024;

/** The form has the file in `file`, and `confirm=watched` where that was said. */
export async function readUpload(
  request: Request,
): Promise<{ ok: true; upload: SentFile } | Rejected> {
  const body = await readBody(request.body, MAX_FILE_BYTES + FORM_BYTES);
  if (body === null) return tooLarge();
  const form = await readForm(request, body);
  if (form === null) {
    return rejected(
      "not-a-form",
      "This was not sent as a form with a file in it: curl -F file=@watchlist.csv …/import",
    );
  }
  const file = form.get("file");
  // A browser sends a nameless, empty file where none was chosen.
  if (!(file instanceof File) || (file.name === "" && file.size === 0)) {
    return rejected("no-file", "No file was chosen.");
  }
  const name = file.name.trim().slice(0, 120) || "The file";
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    ok: true,
    upload: { file: { name, bytes }, confirmed: form.get("confirm") === "watched" },
  };
}

/** null: it is longer than `maxBytes`. */
async function readBody(body: ReadableStream | null, maxBytes: number): Promise<Blob | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader();
  for (;;) {
    const { value, done = true } = (await reader?.read()) ?? {};
    if (done || value === undefined) break;
    size += value.length;
    if (size <= maxBytes) parts.push(value);
    else parts.length = 0;
    if (size > READ_AWAY_BYTES) {
      await reader?.cancel();
      break;
    }
  }
  return size > maxBytes ? null : new Blob(parts);
}

async function readForm(request: Request, body: Blob): Promise<FormData | null> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data")) return null;
  try {
    return await new Response(body, { headers: { "Content-Type": type } }).formData();
  } catch {
    return null;
  }
}
