// A request → the uploaded file, and the form's other fields. Limits the time, the memory and the number of parts;
// does not look into the file.

import { isPart, MAX_FILE_BYTES, PARTS, tooLarge, type Part } from "../export/index.ts";
import { rejected, type Rejected } from "../export/rejection.ts";
import type { SentFile } from "../refresh/take-file.ts";
import { readBody } from "./read-body.ts";

/** Allowed for the rest of a form with one file in it. */
const FORM_BYTES = 100_000;

/**
 * Limits for a form of a file, a name and five checkboxes. The platform's parser would take any number of parts, and part
 * headers of any length.
 */
const MAX_PARTS = 10;
const MAX_PART_HEAD = 4000;

/** Ten megabytes take four minutes on a slow phone. */
const UPLOAD_TIME = { idleMs: 30_000, totalMs: 300_000 };

/**
 * The form has the file in `file`; `take` once for each part that is wanted (the watchlist, if it says nothing), the
 * `member` whose file it is, and `confirm=watched` and `anyway=1` if the owner has ticked those boxes.
 */
export async function readUpload(
  request: Request,
  time = UPLOAD_TIME,
): Promise<{ ok: true; upload: SentFile } | Rejected> {
  const maxBytes = MAX_FILE_BYTES + FORM_BYTES;
  const body = await readBody(request.body, { maxBytes, ...time });
  if (!body.ok) return notReceived(body.reason);
  const form = await readForm(request.headers.get("Content-Type") ?? "", body.bytes);
  if (form === null) {
    return rejected(
      "not-a-form",
      "This wasn’t sent as a form with a file in it: curl -F file=@watchlist.csv …/import",
    );
  }
  const file = form.get("file");
  // A browser sends a nameless, empty file if none was chosen.
  if (!(file instanceof File) || (file.name === "" && file.size === 0)) {
    return rejected("no-file", "No file was chosen.");
  }
  const take = readParts(form);
  if (take === null) {
    return rejected("unknown-field", `take can be any of ${PARTS.join(", ")}: take=${PARTS[0]}`);
  }
  const member = form.get("member");
  const name = file.name.trim().slice(0, 120) || "The file";
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    ok: true,
    upload: {
      file: { name, bytes },
      take,
      member: typeof member === "string" && member !== "" ? member.slice(0, 100) : null,
      confirmed: form.get("confirm") === "watched",
      anyway: form.get("anyway") === "1",
    },
  };
}

/** What arrives is thrown away, because a browser shows no answer before it has sent all. */
export async function refuseUpload(request: Request, time = UPLOAD_TIME): Promise<Rejected> {
  await readBody(request.body, { maxBytes: 0, ...time });
  return rejected(
    "too-many-at-once",
    "Too many other files are being imported right now. Send this one again in a minute.",
  );
}

/** null: something else is named. */
function readParts(form: FormData): Set<Part> | null {
  const named = form.getAll("take").filter((it) => typeof it === "string");
  const parts = named.filter(isPart);
  if (parts.length < named.length) return null;
  return new Set(parts.length > 0 ? parts : ["watchlist"]);
}

function notReceived(reason: "too-large" | "too-slow" | "broken-off"): Rejected {
  switch (reason) {
    case "too-large":
      return tooLarge();
    case "too-slow":
      return rejected(
        "too-slow",
        "The file arrived too slowly, so the upload was given up. Try again.",
      );
    case "broken-off":
      return rejected(
        "broken-off",
        "The upload broke off before the whole file had arrived. Try again.",
      );
  }
}

/** null: the body is not a form, or not one of ours. */
async function readForm(type: string, body: Uint8Array<ArrayBuffer>): Promise<FormData | null> {
  const boundary = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type);
  if (boundary === null || !isPlainForm(body, boundary[1] ?? boundary[2] ?? "")) return null;
  try {
    return await new Response(body, { headers: { "Content-Type": type } }).formData();
  } catch {
    return null;
  }
}

const [LF, DASH] = [10, 45];

/**
 * Whether the body has few parts, each with a short header, and nothing before them. Does not check that it is
 * complete: the parser does.
 */
function isPlainForm(body: Uint8Array, boundary: string): boolean {
  const separator = new TextEncoder().encode(`--${boundary}`);
  const beginsPart = (at: number) => separator.every((byte, i) => body[at + i] === byte);
  if (!beginsPart(0)) return false;
  let parts = 0;
  for (let at = 0; at < body.length; at++) {
    if (body[at] !== DASH || (at > 0 && body[at - 1] !== LF) || !beginsPart(at)) continue;
    const head = body.subarray(at + separator.length, at + separator.length + MAX_PART_HEAD);
    // Two more dashes end the form: the parser reads no further.
    if (head[0] === DASH) return true;
    parts += 1;
    if (parts > MAX_PARTS || !new TextDecoder().decode(head).includes("\r\n\r\n")) return false;
  }
  return true;
}
