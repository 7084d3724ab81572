// The style sheet and the browser's script, under names that change with what is in them, so that a browser
// never asks twice. Also the icon, and what makes the page an app on a phone.

import { Hono } from "hono";
import script from "../templates/assets/page.client.js";
import style from "../templates/assets/page.css";
import { icon } from "../templates/icon.ts";
import { fingerprint } from "./show-frame.ts";
import type { App } from "./world.ts";

interface Asset {
  address: string;
  type: string;
  text: string;
  gzipped: ArrayBuffer;
}

interface Assets {
  css: Asset;
  js: Asset;
}

let assets: Promise<Assets> | undefined;

/** Made once for each running Worker. */
function allAssets(): Promise<Assets> {
  assets ??= makeAssets();
  return assets;
}

async function makeAssets(): Promise<Assets> {
  const [css, js] = await Promise.all([
    makeAsset("page.css", "text/css; charset=utf-8", style),
    makeAsset("page.js", "text/javascript; charset=utf-8", script),
  ]);
  return { css, js };
}

async function makeAsset(name: string, type: string, text: string): Promise<Asset> {
  const address = `/assets/${await fingerprint(text)}/${name}`;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { address, type, text, gzipped: await new Response(stream).arrayBuffer() };
}

export async function assetAddresses(): Promise<{ css: string; js: string }> {
  const { css, js } = await allAssets();
  return { css: css.address, js: js.address };
}

const YEAR = "public, max-age=31536000, immutable";
const WEEK = "public, max-age=604800";

export const showAssets = new Hono<App>();

showAssets.get("/assets/:hash/:name", async (c) => {
  const all = Object.values(await allAssets()) as Asset[];
  const asset = all.find(({ address }) => address.endsWith(`/${c.req.param("name")}`));
  if (!asset) return c.notFound();
  // A page of yesterday may still ask for yesterday's name: it gets today's file, and does not keep it.
  c.header("Cache-Control", asset.address === c.req.path ? YEAR : "no-cache");
  c.header("Content-Type", asset.type);
  c.header("Vary", "Accept-Encoding");
  if (!/\bgzip\b/.test(c.req.header("Accept-Encoding") ?? "")) return c.body(asset.text);
  const headers = new Headers(c.res.headers);
  headers.set("Content-Encoding", "gzip");
  return new Response(asset.gzipped, { headers, encodeBody: "manual" });
});

showAssets.get("/icon.svg", (c) => {
  c.header("Cache-Control", WEEK);
  return c.body(icon, 200, { "Content-Type": "image/svg+xml" });
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
    { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
  ],
  shortcuts: [
    { name: "Pick for me", url: "/pick" },
    { name: "New", url: "/new" },
  ],
};
