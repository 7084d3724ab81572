// What a read-only token opens: feeds, the calendar and JSON, also on a private page, and nothing else. A token is shown
// once, when it is made; only its hash is kept.

import type { Context } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import { findToken, noteUse } from "../d1/tokens.ts";
import type { App } from "../context.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import { wanted } from "./wanted.ts";

const SECRET_BYTES = 20;

/**
 * `ww_81234567_` and forty hexadecimal digits; the number is that of its row. Hexadecimal, because Cloudflare's live
 * logs black out what has 32 such digits or more.
 */
const FORM = /^ww_([1-9]\d{0,9})_[0-9a-f]{40}$/;

export function makeToken(): { id: number; token: string } {
  const [id = 0] = crypto.getRandomValues(new Uint32Array(1));
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return { id: id + 1, token: `ww_${id + 1}_${hexOf(secret)}` };
}

/** SHA-256 in hexadecimal. A slow hash is for passwords: nobody guesses 160 random bits. */
export async function hashOf(token: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return hexOf(new Uint8Array(hash));
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What programs read: nothing here changes anything, or shows a form. */
const FOR_PROGRAMS =
  /^\/(api\/.+|feed\.(atom|json)|calendar\.ics|export\.json|radarr\.json|refreshes\.json|openapi\.json)$/;

const NOT_KNOWN =
  "This token isn’t known here: it was revoked, or not all of it was copied. You can make a new one at /tokens.";

/** `none`: no token was given, or it does not count at this address. A response refuses it. */
export async function tokenAccess(c: Context<App>): Promise<"opened" | "none" | Response> {
  const { method, path } = c.req;
  if ((method !== "GET" && method !== "HEAD") || !FOR_PROGRAMS.test(path)) return "none";
  const token = givenToken(c);
  if (token === null) return "none";
  if (await isKnown(c, token)) {
    forgetToken(c);
    return "opened";
  }
  c.var.context.log("token-wrong", { path });
  const headers = { "WWW-Authenticate": 'Bearer realm="watchwhere"' };
  return wanted(c) === "json"
    ? c.json({ message: NOT_KNOWN }, 401, headers)
    : c.text(`${NOT_KNOWN}\n`, 401, headers);
}

/** The header's, or else the address's; null: there is none. */
function givenToken(c: Context): string | null {
  const bearer = /^Bearer +(\S+)\s*$/i.exec(c.req.header("Authorization") ?? "")?.[1];
  return bearer ?? c.req.query("token") ?? null;
}

/** Nothing after this sees the token, so that none of it gets into a link, a log or an answer. */
function forgetToken(c: Context): void {
  const url = new URL(c.req.url);
  url.searchParams.delete("token");
  c.req.raw = new Request(url, c.req.raw);
}

async function isKnown(c: Context<App>, token: string): Promise<boolean> {
  const { db, now } = c.var.context;
  const id = FORM.exec(token)?.[1];
  const stored = id === undefined ? null : await findToken(db, Number(id));
  if (stored === null || !(await timingSafeEqual(stored.hash, await hashOf(token)))) return false;
  const today = Math.floor(seconds(now()) / DAY_SECONDS);
  if (stored.usedOn !== today) await noteUse(db, stored.id, today);
  return true;
}
