import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isAnotherSite } from "../../src/settings/origin.ts";
import { problemsText, readSettings, SETTING_NAMES } from "../../src/settings/index.ts";
import { anyText, expectAlways, FUZZ_TIMEOUT } from "../fuzz.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const SECRETS = [KEY, "passw0rd"];

/** What settings are made of, in the right place and in wrong ones. */
const crumb = fc.constantFrom(
  ..."dave,@;:/ \"'*#?&=.-_\n".split(""),
  KEY,
  KEY.toUpperCase(),
  "Bearer ",
  "user:passw0rd@",
  "https://",
  "http://",
  "letterboxd.com/",
  "boxd.it/",
  "watchlist/",
  "example.org",
  "localhost:8001",
  "[::1]",
  "ntfy://",
  "tgram://",
  "discord://",
  "mailto:",
  "GB",
  "United Kingdom",
  "0 0 * * 0",
  "*/5",
  "@daily",
  "SUNDAY",
  "L",
  "Europe/London",
  "1e9",
  "-1",
  "2.5",
  "99999999999999999999",
  "true",
  "yes",
  "your-name",
);
const text = fc.oneof(
  { weight: 5, arbitrary: fc.array(crumb, { maxLength: 6 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: anyText },
);
const GOOD: Record<string, string> = {
  LETTERBOXD_USERNAME: "dave",
  TMDB_API_KEY: KEY,
  COUNTRY: "GB",
};

/** One to three settings are odd, and the others good or not set. */
const environments = fc
  .array(fc.tuple(fc.constantFrom(...SETTING_NAMES), text), { minLength: 1, maxLength: 3 })
  .map((odd) => ({ ...GOOD, ...Object.fromEntries(odd) }));

test(
  "any settings are read, or refused in words that hold no secret",
  async () => {
    await expectAlways(
      environments,
      (environment) => {
        const reading = readSettings(environment);
        if (reading.ok) return;
        const words = problemsText(reading.problems);
        expect(words.length).toBeLessThan(3000);
        for (const { setting, message } of reading.problems) {
          expect(SETTING_NAMES).toContain(setting);
          expect(message.length).toBeGreaterThan(10);
        }
        for (const secret of SECRETS) expect(words.toLowerCase()).not.toContain(secret);
      },
      500,
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "whatever is read is within its limits, and can be used",
  async () => {
    await expectAlways(
      environments,
      (environment) => {
        const reading = readSettings(environment);
        if (!reading.ok) return;
        const { settings } = reading;
        expect(settings.members.length).toBeLessThanOrEqual(6);
        for (const name of settings.members) expect(name).toMatch(/^[a-z0-9_-]{1,60}$/);
        expect(settings.country).toMatch(/^[A-Z]{2}$/);
        for (const origin of [settings.letterboxdOrigin, settings.tmdbOrigin]) {
          expect(new URL(origin).origin).toBe(origin);
        }
        const politeMs = isAnotherSite(settings.letterboxdOrigin) ? 0 : 1500;
        expect(settings.letterboxdPauseMs).toBeGreaterThanOrEqual(politeMs);
        // Throws for a zone that there is not.
        new Intl.DateTimeFormat("en", { timeZone: settings.timeZone }).format(0);
        // Goes into a header.
        new Headers({ "User-Agent": settings.contact ?? "" });
        expect(settings.adminPassword ?? "long enough").toSatisfy((it: string) => it.length >= 8);
        expect(settings.isPrivate && settings.adminPassword === null).toBe(false);
      },
      300,
    );
  },
  FUZZ_TIMEOUT,
);
