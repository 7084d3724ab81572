// Whatever stands in an address or in a field that names one.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isListPath, readListAddress } from "../../src/letterboxd/list-address.ts";
import { addressOf, parseQuery, queryProblem } from "../../src/list/query.ts";
import { readUsername } from "../../src/settings/username.ts";
import { pageAddress } from "../../src/web/way-back.ts";
import { anyText, expectAlways, FUZZ_TIMEOUT } from "../fuzz.ts";
import { openPage } from "./app.ts";

const OWN = "http://films.example";

/** What addresses are made of, and what leads away from one. */
const crumb = fc.constantFrom(
  ..."/\\?#&=:@.%;+ \t\n".split(""),
  "//",
  "..",
  "%2e%2e",
  "%00",
  "%ff",
  "%",
  "https:",
  "javascript:",
  "letterboxd.com",
  "www.letterboxd.com",
  "boxd.it",
  "evil.example",
  "dave",
  "Dave",
  "list",
  "share",
  "AbCdEfGh",
  "page",
  "2",
  "film",
  "heat-1995",
  "watchlist",
  "new",
  "pick",
  "é",
  "\u{1f3ac}",
  "\ud83c",
);
const address = fc.oneof(
  { weight: 5, arbitrary: fc.array(crumb, { maxLength: 12 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: anyText },
);

const FIELDS =
  "list all show q kind service genre decade minutes added since new released coming seen hidden order seed page";
const value = fc.oneof(
  fc.constantFrom("", "1", "0", "-1", "1e3", "99999999999999999999", "mine", "stream", "shuffled"),
  fc.constantFrom(
    "lately",
    "yes",
    "Drama",
    "1990",
    "added",
    "rating",
    "a & b",
    "%",
    "😀".repeat(60),
  ),
  anyText,
);
const query = fc.array(fc.tuple(fc.constantFrom(...FIELDS.split(" ")), value), { maxLength: 30 });

test(
  "the address of a list is one of Letterboxd's, or refused in words",
  async () => {
    await expectAlways(
      address,
      (text) => {
        const reading = readListAddress(text);
        expect(reading.ok ? reading.path : reading.problem).not.toBe("");
        if (!reading.ok) return;
        expect(reading.path).toSatisfy(isListPath);
        expect(new URL(`https://letterboxd.com${reading.path}`).pathname).toBe(reading.path);
        expect(readListAddress(reading.path)).toEqual(reading);
      },
      3000,
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "a member's name has only the characters of one, and is read again as itself",
  async () => {
    await expectAlways(
      address,
      (text) => {
        const reading = readUsername(text);
        if (!reading.ok) return;
        expect(reading.value).toMatch(/^[a-z0-9_-]{1,60}$/);
        expect(readUsername(reading.value)).toEqual(reading);
      },
      3000,
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "a form leads back to a page of ours, or nowhere",
  async () => {
    const fields = fc.oneof(
      address,
      address.map((text) => `/film/${text}`),
      address.map((text) => `/${text}`),
    );
    await expectAlways(
      fields,
      (field) => {
        const page = pageAddress(field);
        if (page === null) return;
        expect(new URL(page, OWN).origin).toBe(OWN);
        // Goes into a header.
        new Headers({ Location: encodeURI(page.toWellFormed()) });
      },
      3000,
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "a query is read again as it was written, and what is wrong with it is said briefly",
  async () => {
    await expectAlways(
      query,
      (fields) => {
        const read = parseQuery(new URLSearchParams(fields));
        const written = addressOf(read, { page: read.page });
        expect(parseQuery(new URL(written, OWN).searchParams)).toEqual(read);
        expect((queryProblem(new URLSearchParams(fields)) ?? "").length).toBeLessThan(300);
      },
      1000,
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "any address of a page is answered, and no answer is a fault of ours",
  async () => {
    const { ask } = await openPage([]);
    const path = fc.oneof(
      fc.constantFrom("/", "/new", "/pick", "/services", "/api/films", "/api/status", "/film/heat"),
      address.map((text) => `/${text}`),
      address.map((text) => `/film/${text}`),
      address.map((text) => `/assets/${text}`),
    );
    await expectAlways(
      fc.tuple(path, query),
      async ([start, fields]) => {
        const url = URL.parse(start, OWN);
        if (url?.origin !== OWN) return;
        url.search = new URLSearchParams(fields).toString();
        const answer = await ask(url.href);
        expect(`${url.href}: ${answer.status}`).toMatch(/: (?:200|30[123]|40[04])$/);
        expect(new URL(answer.headers.get("Location") ?? "/", OWN).origin).toBe(OWN);
        await answer.body?.cancel();
      },
      150,
    );
  },
  FUZZ_TIMEOUT,
);
