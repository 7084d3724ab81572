// Who may do what, and what a browser may do with our pages. Runs before every route, so that a route added later is
// protected automatically.

import type { Context, MiddlewareHandler } from "hono";
import { basicAuth } from "hono/basic-auth";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { timingSafeEqual } from "hono/utils/buffer";
import type { Settings } from "../settings/index.ts";
import type { App } from "../context.ts";

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

/** Rejects changes sent by another site's page. A request that names no site comes from a program, and is allowed. */
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
  // Compares the host only: behind a proxy that terminates TLS, we may see another scheme.
  return URL.canParse(origin) && ourHosts(c).includes(new URL(origin).host);
}

/** Includes the host name that a proxy was asked for: another site's page cannot make a browser send that header. */
function ourHosts(c: Context): string[] {
  const forwarded = c.req.header("X-Forwarded-Host")?.split(",")[0]?.trim().toLowerCase();
  return [new URL(c.req.url).host, ...(forwarded === undefined ? [] : [forwarded])];
}

/** IP addresses, and names that exist only in one's own network or on one's own machine. */
const OWN_NETWORK =
  /^(\[.+\]|[\d.]+|[^.]+|.+\.(local|localhost|lan|home|home\.arpa|internal|localdomain|intranet|private|test|fritz\.box|ts\.net))$/;

/**
 * Guards against DNS rebinding: an attacker can point a name of their own at a machine at home, and a page under that
 * name is then same-site with ours. Such a page is recognised by its foreign name without TLS. With a password set
 * there is no danger: the attacker's page does not know it.
 */
function mayBeRebound(c: Context<App>): boolean {
  const { atHome, adminPassword } = c.var.context.settings;
  const origin = URL.parse(c.req.header("Origin") ?? "");
  if (!atHome || adminPassword !== null || origin === null) return false;
  return origin.protocol === "http:" && !OWN_NETWORK.test(origin.hostname);
}

/** More than any form needs, except the import's: that route reads its body itself. */
const MOST_BYTES = 64 * 1024;

const limit = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (c) => c.text("This is far more than any form here has. Nothing was changed.", 413),
});

export const bodies: MiddlewareHandler<App> = async (c, next) =>
  READS.has(c.req.method) || c.req.path === "/import" ? next() : limit(c, next);

/** Changes nothing but a cookie of the browser that sends it. */
const ONLY_A_COOKIE: ReadonlySet<string> = new Set(["/choose-lists", "/not-tonight"]);

/** Whether changes are allowed at all: on Cloudflare without a password nobody can prove to be the owner. */
export function mayChange({ atHome, adminPassword }: Settings): boolean {
  return atHome || adminPassword !== null;
}

/**
 * If there is a password, every change needs it, and on a private page everything does. Without one, at home anybody
 * who can reach the port may do anything; on Cloudflare, where anybody can, only the refresh button works.
 */
export const permission: MiddlewareHandler<App> = async (c, next) => {
  const { settings } = c.var.context;
  const { adminPassword, isPrivate } = settings;
  const changes = !READS.has(c.req.method) && !ONLY_A_COOKIE.has(c.req.path);
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
