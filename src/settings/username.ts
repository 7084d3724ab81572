// LETTERBOXD_USERNAME: a member's name, or the address of their profile as it is pasted. The name ends up
// in the path of a request, so only the characters of a name may get through.

import { holdsKey, invalid, quote, understood, type Understood } from "./reading.ts";

/** No rule is published; the names that we have seen have letters, digits and "_". Letterboxd's 404 tells of the rest. */
const NAME = /^[a-z0-9_-]{1,60}$/;

/** First parts of addresses that look like a member's but are Letterboxd's own pages. */
const NO_MEMBERS = new Set(
  (
    "about account activity actor api-beta apps cinematography contact contact-us create-account " +
    "director editor episode film films gift gift-guide imdb invitations journal legal list lists " +
    "members music nanocrowd news people pro producer reviews search service settings showdown sign-in " +
    "sound studio terms-of-use tmdb user video-store watchlist welcome writer year-in-review"
  ).split(" "),
);

const EXPECTED =
  "the name in the address of your profile is expected, https://letterboxd.com/NAME/, or that address";

export function readUsername(text: string): Understood<string> {
  const written = text.toLowerCase();
  if (/^(https?:\/\/)?(www\.)?boxd\.it(\/|$)/.test(written)) {
    return invalid(
      "a boxd.it address does not say whose it is: open it in a browser and paste the address it leads to.",
    );
  }
  const name = memberIn(written);
  if (name === null || !NAME.test(name))
    return invalid(`${quote(text)} is not a name: ${EXPECTED}.`);
  if (NO_MEMBERS.has(name)) {
    return invalid(`"${name}" is one of Letterboxd’s own pages and not a member: ${EXPECTED}.`);
  }
  if (holdsKey(name)) return invalid(`this looks like a TMDB key: ${EXPECTED}.`);
  return understood(name);
}

/** The first part of an address at letterboxd.com or of its end, `name/watchlist`; null for another site. */
function memberIn(written: string): string | null {
  const address = /^(?:https?:\/\/)?(?:www\.)?letterboxd\.com(?:\/@?([^/?#]*).*)?$/.exec(written);
  if (address !== null) return address[1] ?? null;
  return /^\/?@?([^/]*)(?:\/(?:watchlist(?:\/.*)?)?)?$/.exec(written)?.[1] ?? null;
}
