// Who may do what, and what a browser may do with our pages. Runs before every route, so that a route added later is
// protected automatically.

import type { Context, MiddlewareHandler } from "hono";
import { basicAuth } from "hono/basic-auth";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { timingSafeEqual } from "hono/utils/buffer";
import type { Settings } from "../settings/index.ts";
import type { App, AppContext } from "../context.ts";
import { noteLogIn } from "./log-in.ts";
import { readBody } from "./read-body.ts";
import { tokenAccess } from "./token-access.ts";

/**
 * Wrong passwords are answered late and logged. That slows down guessing, but not parallel guesses: only a long
 * password withstands those.
 */
const PAUSE_AFTER_WRONG_TRY_MS = 1000;

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Allows only our own files and TMDB's images, and no inline script or style. */
export function headers(imageOrigin: string): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'", imageOrigin],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // Only whoever runs the app knows whether its host name always has TLS.
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
    referrerPolicy: "strict-origin-when-cross-origin",
    // What was asked for with a token says stricter things: see `permission`.
    overwrite: false,
  });
}

/** Pages are not kept by shared caches. A browser may keep them, if it revalidates them each time. */
export const caching: MiddlewareHandler<App> = async (c, next) => {
  await next();
  if (c.res.headers.has("Cache-Control")) return;
  c.header(
    "Cache-Control",
    c.var.context.settings.isPrivate ? "private, no-store" : "private, no-cache",
  );
};

/** More than any form needs, except the import's: that route reads its body itself. */
const FORM_LIMITS = { maxBytes: 64 * 1024, idleMs: 10_000, totalMs: 60_000 };

const NOT_RECEIVED = {
  "too-large": ["This is far more than any form here sends. Nothing was changed.", 413],
  "too-slow": ["This arrived too slowly, so it was given up. Nothing was changed.", 408],
  "broken-off": ["This broke off before all of it had arrived. Nothing was changed.", 400],
} as const;

/** Reads what a form sends, before anybody has to do with it, so that a broken one is no fault of ours. */
export function bodies(limits = FORM_LIMITS): MiddlewareHandler<App> {
  return async (c, next) => {
    const { raw, method, path } = c.req;
    if (READS.has(method) || path === "/import" || raw.body === null) return next();
    const body = await readBody(raw.body, limits);
    if (!body.ok) {
      const [message, status] = NOT_RECEIVED[body.reason];
      return c.text(message, status);
    }
    c.req.raw = new Request(raw, { method, body: body.bytes });
    return next();
  };
}

/** Changes nothing but a cookie of the browser that sends it. */
export const ONLY_A_COOKIE: ReadonlySet<string> = new Set([
  "/choose-lists",
  "/choose-country",
  "/not-tonight",
]);

/** Shows what is nobody else's business, so that it needs the password wherever there is one. */
const OWNERS_ONLY: ReadonlySet<string> = new Set(["/tokens", "/notifications", "/log-in"]);

/** Whether changes are allowed at all: on Cloudflare without a password nobody can prove to be the owner. */
export function mayChange({ atHome, adminPassword }: Settings): boolean {
  return atHome || adminPassword !== null;
}

/** Whether pages show this reader what changes something: who has not given the password sees the way to log in instead. */
export function mayPress({ settings, isOwner = true }: AppContext): boolean {
  return mayChange(settings) && (settings.adminPassword === null || isOwner);
}

/**
 * If there is a password, every change needs it, and on a private page everything does, except what a token opens.
 * Without a password, at home anybody who can reach the port may do anything; on Cloudflare, where anybody can, only
 * the refresh button works.
 */
export const permission: MiddlewareHandler<App> = async (c, next) => {
  const { settings } = c.var.context;
  const { adminPassword, isPrivate } = settings;
  const changes = !READS.has(c.req.method) && !ONLY_A_COOKIE.has(c.req.path);
  if (c.req.path === "/healthz" && (c.req.method === "GET" || c.req.method === "HEAD"))
    return next();
  const token = await tokenAccess(c);
  if (token === "opened") {
    await next();
    return c.header("Referrer-Policy", "no-referrer");
  }
  if (token !== "none") return token;
  const isOwners = OWNERS_ONLY.has(c.req.path) && adminPassword !== null;
  if (!changes && !isPrivate && !isOwners) return next();
  if (adminPassword !== null) {
    return askForPassword(
      c,
      async () => {
        noteLogIn(c);
        c.set("context", { ...c.var.context, isOwner: true });
        await next();
      },
      adminPassword,
    );
  }
  if (mayChange(settings) || c.req.path === "/refresh") return next();
  throw new HTTPException(403, {
    res: c.text(
      "This page has no password, so on Cloudflare nobody can change anything. " +
        "Set one: npx wrangler secret put ADMIN_PASSWORD",
      403,
    ),
  });
};

function askForPassword(c: Context<App>, next: () => Promise<void>, password: string) {
  const ask = basicAuth({
    realm: "watchwhere",
    verifyUser: async (_, tried) => {
      const right = await timingSafeEqual(tried, password);
      if (!right) {
        c.var.context.log("password-wrong", { path: c.req.path });
        await c.var.context.sleep(PAUSE_AFTER_WRONG_TRY_MS);
      }
      return right;
    },
    invalidUserMessage: "The password is wrong. Any user name will do.",
  });
  return ask(c, next);
}
