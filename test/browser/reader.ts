// A reader with a browser. Whatever a page complains of on its console, and whatever it asks of anybody but the
// app and the image origin, fails the test that opened it.

import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, inject, onTestFinished } from "vitest";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** The same browser without its windows: it loads a page in half the time, and shows no notifications. */
const SHELL = "/usr/bin/chromium-headless-shell";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PATIENCE_MS = 15_000;

export interface Site {
  url: string;
  /** Where its images come from. */
  tmdbOrigin: string;
}

interface VisitOptions {
  /** Absent: the shared app. */
  site?: Site;
  /** In pixels; absent: a desk. */
  width?: number;
  noScript?: boolean;
  /** With what the shell lacks. */
  inWholeBrowser?: boolean;
  /** Complaints that belong to what the test does. */
  expects?: RegExp;
  context?: BrowserContextOptions;
}

const launched = new Map<string, Promise<Browser>>();
afterAll(async () => {
  for (const browser of launched.values()) await (await browser).close();
});

function launch(executablePath: string): Promise<Browser> {
  const browser = launched.get(executablePath) ?? chromium.launch({ executablePath, args: FLAGS });
  launched.set(executablePath, browser);
  return browser;
}

/** Opens a page, and closes it with the test. */
export async function visit(path: string, options: VisitOptions = {}): Promise<Page> {
  const { page, complaints } = await open(options);
  onTestFinished(async () => {
    await page.context().close();
    if (complaints.length > 0) throw new Error(`${path} complains: ${complaints.join("; ")}`);
  });
  await page.goto(path);
  return page;
}

/** A page without an address, and what it complains of from now on. Whoever opens it closes its context. */
export async function open(
  options: VisitOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const { site = inject("app"), width = 1280, expects } = options;
  const isShellEnough = !options.inWholeBrowser && process.env.CHROMIUM === undefined;
  const browser = await launch(isShellEnough && existsSync(SHELL) ? SHELL : CHROMIUM);
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    javaScriptEnabled: !options.noScript,
    baseURL: site.url,
    locale: "en-GB",
    ...options.context,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (!expects?.test(text)) complaints.push(text);
  };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(message.text());
  });
  page.on("pageerror", (error) => complain(String(error)));
  page.on("request", (request) => {
    const { origin } = new URL(request.url());
    if (origin !== site.url && origin !== site.tmdbOrigin) complain(`asks ${request.url()}`);
  });
  return { page, complaints };
}

/** Titles of the films that are shown, in their order. */
export function titles(page: Page): Promise<string[]> {
  return page.locator("#results .card h3").allTextContents();
}

/** How far the page can be pushed sideways, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}

/** A property of the style that an element has in the end. */
export function styleOf(page: Page, selector: string, property: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return page.evaluate<string>(`getComputedStyle(${element}).${property}`);
}

/** The query of the page's address, as `name=value`. */
export function queryOf(page: Page): string[] {
  return [...new URL(page.url()).searchParams].map(([name, value]) => `${name}=${value}`);
}

/** Steers a stand-in. */
export async function command(origin: string, body: unknown): Promise<void> {
  const answer = await fetch(`${origin}/_control`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}
