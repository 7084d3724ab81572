// The three origins: where the neighbours are, for stand-ins and proxies. Paths stay with the adapters.

import { invalid, quote, understood, type Understood } from "./reading.ts";

export const LETTERBOXD = "https://letterboxd.com";
export const TMDB = "https://api.themoviedb.org";
export const TMDB_IMAGES = "https://image.tmdb.org";

/** The origin without a slash at the end. */
export function readOrigin(text: string): Understood<string> {
  const wrong = invalid(
    `${quote(text)} is not an origin: write scheme and host alone, such as ${LETTERBOXD} or http://localhost:8001.`,
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
