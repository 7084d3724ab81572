// The three origins: where the neighbours are, for stand-ins and proxies. Paths stay with the adapters.

import { invalid, quote, understood, type Understood } from "./reading.ts";

export const LETTERBOXD = "https://letterboxd.com";
export const TMDB = "https://api.themoviedb.org";
export const TMDB_IMAGES = "https://image.tmdb.org";

/** PUBLIC_URL: where the owner's own page is, as an origin. */
export function readPublicUrl(text: string): Understood<string> {
  return readOrigin(text, "https://films.example.org");
}

/** The origin without a slash at the end. `such`: what a message gives as an example. */
export function readOrigin(text: string, such = LETTERBOXD): Understood<string> {
  const wrong = invalid(
    `${quote(text)} is not an origin: write scheme and host alone, such as ${such} or http://localhost:8001.`,
  );
  if (!URL.canParse(text)) return wrong;
  const url = new URL(text);
  const isBare =
    url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isBare && isWeb && url.password === "" ? understood(url.origin) : wrong;
}

/** Not Letterboxd itself: a stand-in or a proxy of the owner's own, which may be asked faster. */
export function isAnotherSite(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname !== "letterboxd.com" && !hostname.endsWith(".letterboxd.com");
}
