// CONTACT: where the owner can be reached, told to Letterboxd with each request and shown to nobody else. It ends up
// in a header, inside brackets, so only what may stand there gets through.

import { holdsKey, invalid, understood, type Understood } from "./reading.ts";

const MOST_CHARACTERS = 200;

const MAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

const EXPECTED = `a mail address (ada@example.org) or the address of a page (https://example.org/about) is expected, with at most ${MOST_CHARACTERS} characters`;

/** The mail address, or the whole address of the page. */
export function readContact(text: string): Understood<string> {
  const mail = text.replace(/^mailto:/i, "");
  const contact = MAIL.test(mail) ? mail : pageAt(text);
  if (contact === null || contact.length > MOST_CHARACTERS) {
    return invalid(`this is not an address to reach you at: ${EXPECTED}.`);
  }
  if (holdsKey(contact)) return invalid(`this looks like a TMDB key: ${EXPECTED}.`);
  return understood(contact);
}

/** null: no page of the web, or an address with a password in it. */
function pageAt(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.username !== "" || url.password !== "") return null;
  return /^[!-~]+$/.test(url.href) && !/[()\\]/.test(url.href) ? url.href : null;
}
