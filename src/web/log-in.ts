// Logging in: an address that needs the password and leads back to where one was. The browser keeps the password and sends
// it from then on. We keep none: a cookie only says that this browser has given it, so that pages show what the owner may
// press. Whoever forges the cookie sees the buttons, and is asked for the password when pressing one.

import { Hono, type Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { App } from "../context.ts";
import { isOurs } from "./same-site.ts";

const NAME = "watchwhere-owner";
const LONGEST = 4000;

export const logIn = new Hono<App>();

logIn.get("/log-in", (c) => {
  // Else the address after this one would be answered from before.
  c.header("Cache-Control", "no-store");
  return c.redirect(placeToComeBackTo(c), 303);
});

/** What the address names, or else the page of ours that the browser comes from. */
export function placeToComeBackTo(c: Context): string {
  return placeOf(c, c.req.query("to")) ?? placeFrom(c);
}

/** Whether this browser has given the password since it was started. */
export function hasLoggedIn(c: Context): boolean {
  return getCookie(c, NAME) === "1";
}

/** Until the browser is closed: it then forgets the password, too. */
export function noteLogIn(c: Context): void {
  if (!hasLoggedIn(c)) setCookie(c, NAME, "1", { path: "/", sameSite: "Lax", httpOnly: true });
}

/** "/": it comes from none, or does not say. */
export function placeFrom(c: Context): string {
  const from = URL.parse(c.req.header("Referer") ?? "");
  if (from === null || !isOurs(c, from)) return "/";
  return placeOf(c, from.pathname + from.search) ?? "/";
}

/** null: this is no address of ours, or one that would lead in a circle. */
function placeOf(c: Context, text: string | undefined): string | null {
  if (text === undefined || text.length > LONGEST || !text.startsWith("/")) return null;
  const here = new URL(c.req.url);
  const url = URL.parse(text, here.origin);
  if (url === null || url.origin !== here.origin || url.pathname === "/log-in") return null;
  const place = url.pathname + url.search + url.hash;
  return place.startsWith("//") ? null : place;
}
