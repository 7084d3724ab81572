// The style sheet and the browser's script, under names that change with their content, so that a browser can cache
// them for good. Also the icons, and the manifest that lets a phone install the page as an app.

/* oxlint-disable import/default -- The bundler hands them over as texts: see the rules in wrangler.toml. */

import { Hono } from "hono";
import furtherScript from "../../dist-browser/further.client.js";
import script from "../../dist-browser/page.client.js";
import pushScript from "../../dist-browser/push.client.js";
import serviceWorker from "../../dist-browser/service-worker.client.js";
import style from "../../dist-browser/page.css";
import furtherStyle from "../../dist-browser/pages.css";
import type { LayoutView } from "../../templates/parts/layout-view.ts";
import { iconPngs } from "../../templates/parts/icon-pngs.ts";
import { icon } from "../../templates/parts/icon.ts";
import { fingerprint } from "./fingerprint.ts";
import type { App } from "../context.ts";

const CSS = "text/css; charset=utf-8";
const JS = "text/javascript; charset=utf-8";

const FILES: Readonly<Record<string, [type: string, text: string]>> = {
  "page.css": [CSS, style],
  "pages.css": [CSS, furtherStyle],
  "page.js": [JS, script],
  "further.js": [JS, furtherScript],
  "push.js": [JS, pushScript],
};

let directory: Promise<string> | undefined;

/** Computed once for each running Worker. */
function findDirectory(): Promise<string> {
  directory ??= fingerprint(JSON.stringify(FILES)).then((hash) => `/assets/${hash}/`);
  return directory;
}

export async function assetAddresses(): Promise<LayoutView["assets"]> {
  const at = await findDirectory();
  return {
    css: `${at}page.css`,
    furtherCss: `${at}pages.css`,
    js: `${at}page.js`,
    pushJs: `${at}push.js`,
  };
}

const YEAR = "public, max-age=31536000, immutable";
const WEEK = "public, max-age=604800";

export const showAssets = new Hono<App>();

showAssets.get("/assets/:hash/:name", async (c) => {
  const name = c.req.param("name");
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (!file) return c.notFound();
  const [type, text] = file;
  // An old page may still ask for an old name: it gets today's file, but may not keep it.
  const isNow = c.req.path.startsWith(await findDirectory());
  c.header("Cache-Control", isNow ? YEAR : "no-cache");
  return c.body(text, 200, { "Content-Type": type });
});

showAssets.get("/icon.svg", (c) => {
  c.header("Cache-Control", WEEK);
  return c.body(icon, 200, { "Content-Type": "image/svg+xml" });
});

showAssets.get("/:icon{icon-[0-9]+\\.png}", (c) => {
  const size = c.req.param("icon").replace(/\D/g, "");
  const png = Object.hasOwn(iconPngs, size) ? iconPngs[size] : undefined;
  if (png === undefined) return c.notFound();
  c.header("Cache-Control", WEEK);
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  return c.body(bytes, 200, { "Content-Type": "image/png" });
});

/** At the root, so that it may answer for every page. Browsers ask for it anew by themselves. */
showAssets.get("/service-worker.js", (c) => {
  c.header("Cache-Control", "no-cache");
  return c.body(serviceWorker, 200, { "Content-Type": JS });
});

showAssets.get("/favicon.ico", (c) => c.redirect("/icon.svg", 301));

showAssets.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /\n"));

showAssets.get("/manifest.webmanifest", (c) => {
  c.header("Cache-Control", WEEK);
  return c.body(JSON.stringify(MANIFEST), 200, { "Content-Type": "application/manifest+json" });
});

const MANIFEST = {
  name: "watchwhere",
  short_name: "watchwhere",
  description: "Where the films of my watchlist stream",
  id: "/",
  start_url: "/",
  display: "standalone",
  background_color: "#131215",
  theme_color: "#131215",
  icons: [
    { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
    { src: "/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
  shortcuts: [
    { name: "Pick for me", url: "/pick" },
    { name: "New", url: "/new" },
  ],
};
