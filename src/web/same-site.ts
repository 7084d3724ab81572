// Whether a request comes from a page of ours, or was sent by another site's page. Browsers say it themselves, but not
// on plain http under a name of one's own network: then the page's origin is compared with what we were asked by.

import type { Context, MiddlewareHandler } from "hono";
import type { App } from "../context.ts";

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

const DEFAULT_PORTS: Record<string, number> = { "http:": 80, "https:": 443 };

/** Rejects changes sent by another site's page. A request that names no site comes from a program, and is allowed. */
export const sameSite: MiddlewareHandler<App> = async (c, next) => {
  if (READS.has(c.req.method)) return next();
  const compared = findForeign(c);
  if (compared !== null) {
    return c.text(
      `This was sent from another site’s page, so it was refused. ${compared}\n` +
        "If this is your own page behind a proxy, make the proxy pass on the name and the port that the browser asked for, " +
        "as Host or as X-Forwarded-Host (nginx: proxy_set_header Host $http_host).\n",
      403,
    );
  }
  if (mayBeRebound(c)) {
    return c.text(
      "A name that anyone could give to this address is refused if there is neither TLS nor a password. " +
        "Open the page by its IP address or over https, or set ADMIN_PASSWORD.",
      403,
    );
  }
  return next();
};

/** What was compared with what, in words; null: it comes from us. */
function findForeign(c: Context): string | null {
  const site = c.req.header("Sec-Fetch-Site");
  const origin = c.req.header("Origin");
  if (site !== undefined) {
    return site === "same-origin" || site === "none"
      ? null
      : `The browser says: ${say(c, "Sec-Fetch-Site")}.`;
  }
  if (origin === undefined) return null;
  const page = URL.parse(origin);
  if (page !== null && isOurs(c, page)) return null;
  const asked = ["Host", "X-Forwarded-Host", "X-Forwarded-Port"].filter(
    (name) => c.req.header(name) !== undefined,
  );
  return `Compared was ${say(c, "Origin")} with ${asked.map((name) => say(c, name)).join(", ") || new URL(c.req.url).host}.`;
}

/** Whether a page is at the address that we were asked by. */
export function isOurs(c: Context, page: URL): boolean {
  return addressesOf(c).some((ours) => isSame(page, ours));
}

interface Address {
  name: string;
  /** "": the scheme's own. null: nobody says which, so it may be any, for a proxy often passes the name alone. */
  port: string | null;
}

/**
 * What we were asked by, and what a proxy before us was asked by: no page of another site can make a browser send those
 * headers. The scheme does not count, since a proxy may have ended TLS.
 */
function addressesOf(c: Context): Address[] {
  const url = new URL(c.req.url);
  const forwardedPort = firstOf(c.req.header("X-Forwarded-Port"));
  const implied = /^\d{1,5}$/.test(forwardedPort) ? forwardedPort : null;
  const forwardedHost = firstOf(c.req.header("X-Forwarded-Host"));
  const asked = addressIn(c.req.header("Host") ?? url.host, implied);
  // We have ended TLS ourselves, so nobody is between who could have left the port out.
  const ours = url.protocol === "https:" && asked.port === null ? { ...asked, port: "" } : asked;
  return forwardedHost === "" ? [ours] : [ours, addressIn(forwardedHost, implied)];
}

/** `nas.lan`, `nas.lan:8081`, `[::1]:8000`. */
function addressIn(host: string, implied: string | null): Address {
  const [, name = "", port] = /^(.*?)(?::(\d*))?$/s.exec(host.trim().toLowerCase()) ?? [];
  return { name, port: port || implied };
}

function isSame(page: URL, { name, port }: Address): boolean {
  if (page.hostname !== name) return false;
  if (port === null || port === page.port) return true;
  return port !== "" && Number(port) === portOf(page);
}

function portOf({ port, protocol }: URL): number {
  return port === "" ? (DEFAULT_PORTS[protocol] ?? 0) : Number(port);
}

/** Of a list, to which each proxy adds its own. */
function firstOf(header: string | undefined): string {
  return header?.split(",")[0]?.trim() ?? "";
}

/** A header as it came, for a message. */
function say(c: Context, name: string): string {
  return `${name}: ${(c.req.header(name) ?? "").slice(0, 100)}`;
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
