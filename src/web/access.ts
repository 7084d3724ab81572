// Who may do what, and what a browser may do with our pages. Stands before every route, so that a route
// that is added later is protected without anybody thinking of it.

import type { Context, MiddlewareHandler } from "hono";
import { basicAuth } from "hono/basic-auth";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { timingSafeEqual } from "hono/utils/buffer";
import type { Settings } from "../settings/index.ts";
import type { App } from "../context.ts";

/** A wrong password is answered late, and stands in the log. Only a long one withstands guesses at once. */
const PAUSE_AFTER_WRONG_TRY_MS = 1000;

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Only our own files, TMDB's images, and no script or style in the page itself. */
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
    // Whether the host name is always served with TLS is for whoever runs it to say.
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
    referrerPolicy: "strict-origin-when-cross-origin",
  });
}

/** Nobody else's cache keeps a page. A browser may, if it asks each time whether it is still good. */
export const caching: MiddlewareHandler<App> = async (c, next) => {
  await next();
  if (c.res.headers.has("Cache-Control")) return;
  c.header(
    "Cache-Control",
    c.var.context.settings.isPrivate ? "private, no-store" : "private, no-cache",
  );
};

/** Refuses what another site's page sends. A request that names no site is a program's, and allowed. */
export const sameSite: MiddlewareHandler<App> = async (c, next) => {
  if (READS.has(c.req.method)) return next();
  if (!comesFromUs(c)) {
    return c.text("This was sent from another site’s page, and is refused.", 403);
  }
  if (mayBeRebound(c)) {
    return c.text(
      "A name that anybody can give to this address is refused without TLS and without a password. " +
        "Open the page by its IP address or by https, or set ADMIN_PASSWORD.",
      403,
    );
  }
  return next();
};

function comesFromUs(c: Context): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = c.req.header("Origin");
  if (origin === undefined) return true;
  // The host alone: behind a proxy that ends TLS, the scheme that we see may be another one.
  return URL.canParse(origin) && ourHosts(c).includes(new URL(origin).host);
}

/** Also the name that a proxy was asked by: no page of another site can make a browser send that header. */
function ourHosts(c: Context): string[] {
  const forwarded = c.req.header("X-Forwarded-Host")?.split(",")[0]?.trim().toLowerCase();
  return [new URL(c.req.url).host, ...(forwarded === undefined ? [] : [forwarded])];
}

/** Addresses, and names that only one's own network or machine gives out. */
const OWN_NETWORK =
  /^(\[.+\]|[\d.]+|[^.]+|.+\.(local|localhost|lan|home|home\.arpa|internal|localdomain|intranet|private|test|fritz\.box|ts\.net))$/;

/**
 * Whoever owns a name can let it point to a machine at home, and their page is then of the same site as ours.
 * A browser tells such a page by its name, and by TLS, which it has not. A password it does not know.
 */
function mayBeRebound(c: Context<App>): boolean {
  const { atHome, adminPassword } = c.var.context.settings;
  const origin = URL.parse(c.req.header("Origin") ?? "");
  if (!atHome || adminPassword !== null || origin === null) return false;
  return origin.protocol === "http:" && !OWN_NETWORK.test(origin.hostname);
}

/** More than any form has, but for the one with a file in it: that reads its body itself. */
const MOST_BYTES = 64 * 1024;

const limit = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (c) => c.text("This is far more than any form here has. Nothing was changed.", 413),
});

export const bodies: MiddlewareHandler<App> = async (c, next) =>
  READS.has(c.req.method) || c.req.path === "/import" ? next() : limit(c, next);

/** Whether what changes something is the owner's doing. Where not even the owner can prove it, it is nobody's. */
export function mayChange({ atHome, adminPassword }: Settings): boolean {
  return atHome || adminPassword !== null;
}

/**
 * With a password, whatever changes something needs it, and on a private page everything. Without one, at
 * home whoever reaches the port may do all; on Cloudflare, where anybody may, only the button works.
 */
export const permission: MiddlewareHandler<App> = async (c, next) => {
  const { settings } = c.var.context;
  const { adminPassword, isPrivate } = settings;
  const changes = !READS.has(c.req.method);
  if (c.req.path === "/healthz" && (c.req.method === "GET" || c.req.method === "HEAD"))
    return next();
  if (!changes && !isPrivate) return next();
  if (adminPassword !== null) return askForPassword(c, next, adminPassword);
  if (mayChange(settings) || c.req.path === "/refresh") return next();
  return c.text(
    "This page has no password, so on Cloudflare nobody can change anything. " +
      "Set one: npx wrangler secret put ADMIN_PASSWORD",
    403,
  );
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
