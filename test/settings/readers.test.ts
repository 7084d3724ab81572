import { describe, expect, test } from "vitest";
import { readCountry } from "../../src/settings/country.ts";
import { readSchedule, readTimeZone } from "../../src/settings/schedule.ts";
import { readTmdbKey } from "../../src/settings/tmdb-key.ts";
import { understood, type Understood } from "../../src/settings/reading.ts";
import { readUsername } from "../../src/settings/username.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiIwIn0.c2lnbmF0dXJl-_x";

function messageOf(reading: Understood<unknown>): string {
  return reading.ok ? "" : reading.message;
}

describe("LETTERBOXD_USERNAME", () => {
  test.each([
    "dave",
    "Dave",
    "@Dave",
    "https://letterboxd.com/Dave/",
    "https://letterboxd.com/dave/watchlist/",
    "http://www.letterboxd.com/dave/watchlist/by/date/page/2/?x=1#top",
    "letterboxd.com/dave",
    "https://letterboxd.com/@dave",
    "https://letterboxd.com/dave?x=1",
    "dave/",
    "/dave/",
    "dave/watchlist",
    "@dave/watchlist/by/date/",
  ])("%s is dave", (text) => {
    expect(readUsername(text)).toEqual(understood("dave"));
  });

  test.each([
    "https://letterboxd.com/",
    "https://letterboxd.com/film/heat-1995/",
    "settings",
    "https://example.com/dave/",
    "https://letterboxd.com.example.com/dave/",
    "https://letterboxd.com@example.com/dave/",
    "dave/../admin",
    "dave/watchlists",
    "example.com/watchlist",
    "film/watchlist",
    "..",
    "dave%2f..",
    "dave smith",
    "dave\r\nx",
    "dåve",
    "x".repeat(61),
    KEY,
  ])("%j is refused", (text) => {
    expect(messageOf(readUsername(text))).toContain("https://letterboxd.com/NAME/");
  });

  test("crew is a member like any other", () => {
    expect(readUsername("https://letterboxd.com/crew/")).toEqual(understood("crew"));
  });

  test("a short address is refused with what to do", () => {
    for (const text of ["https://boxd.it/1skk", "boxd.it/1skk"]) {
      expect(messageOf(readUsername(text))).toContain("browser");
    }
  });
});

describe("TMDB_API_KEY", () => {
  test("the two kinds are told apart", () => {
    expect(readTmdbKey(KEY.toUpperCase())).toEqual(understood({ kind: "api-key", value: KEY }));
    for (const text of [TOKEN, `Bearer ${TOKEN}`]) {
      expect(readTmdbKey(text)).toEqual(understood({ kind: "access-token", value: TOKEN }));
    }
  });

  test.each([
    [KEY.slice(1), "has 31"],
    ["eyJhbGciOiJIUzI1NiJ9", "three parts"],
    ["swordfish", "not a TMDB key"],
  ])("%j is explained", (text, why) => {
    const message = messageOf(readTmdbKey(text));
    expect(message).toContain(why);
    expect(message).toContain("https://www.themoviedb.org/settings/api");
  });
});

describe("COUNTRY", () => {
  test.each([
    ["GB", "GB"],
    ["de", "DE"],
    ["uk", "GB"],
    ["XK", "XK"],
  ])("%j is %s", (text, code) => {
    expect(readCountry(text)).toEqual(understood(code));
  });

  test.each([
    ["Germany", "DE for Germany"],
    ["Deutschland", "DE for Germany"],
    ["Germny", "DE for Germany"],
    ["USA", "US for United States"],
    ["EN", "GB for United Kingdom"],
    ["SW", "SE for Sweden"],
    ["Great Britain", "Perhaps GB for United Kingdom? "],
    ["GBR", "Perhaps GB for United Kingdom? "],
    ["aut", "Perhaps AT for Austria? "],
    ["Turkey", "Perhaps TR for Türkiye? "],
    ["the Netherlands", "Perhaps NL for Netherlands? "],
    ["Republic of Ireland", "Perhaps IE for Ireland? "],
    ["Korea", "KR for South Korea"],
    ["Osterreich", "AT for Austria"],
    ["EU", "Two letters"],
    ["XX", "Two letters"],
    ["G", "Two letters"],
  ])("%j is refused with a hint", (text, hint) => {
    expect(messageOf(readCountry(text))).toContain(hint);
  });
});

describe("REFRESH_SCHEDULE and TZ", () => {
  test.each([
    ["0 0 * * 7", "0 0 * * 7"],
    ["5  4 * *   sun", "5 4 * * sun"],
    ["*/15 * 1-7 JAN-MAR 1,3", "*/15 * 1-7 JAN-MAR 1,3"],
    ["0 12 29 2 *", "0 12 29 2 *"],
    ["@daily", "0 0 * * *"],
    ["Weekly", "0 0 * * 0"],
    ["0 0 * * SUNDAY", "0 0 * * SUN"],
    ["0 0 * * Tuesday,thurs", "0 0 * * Tue,thu"],
    ["0 0 1 January-SEPT *", "0 0 1 Jan-SEP *"],
  ])("%j is taken", (text, schedule) => {
    expect(readSchedule(text)).toEqual(understood(schedule));
  });

  test.each([
    ["0 0 * * * *", "has 6 fields"],
    ["never", "has 1 field."],
    ["@reboot", '"@reboot" is not known here; @hourly, @daily'],
    ["0 0 * * FUNDAY", '"FUNDAY" is not a weekday (0 to 7, or SUN to SAT)'],
    ["0 0 * * SUN,8", '"8" is not a weekday'],
    ["0 0 1 13 *", '"13" is not a month (1 to 12'],
    ["0 24 * * *", '"24" is not an hour (0 to 23)'],
    ["0 0 30 2 *", "never comes"],
    ["61 0 * * *", '"61" is not a minute'],
    ["0 0 0 * *", '"0" is not a day of the month'],
    ["? 0 * * *", "question mark"],
  ])("%j is refused", (text, why) => {
    const message = messageOf(readSchedule(text));
    expect(message).toContain(why);
    expect(message).toContain("Five fields");
  });

  test("a zone is a name", () => {
    for (const text of ["Europe/Berlin", ":Europe/Berlin", ":/usr/share/zoneinfo/Europe/Berlin"]) {
      expect(readTimeZone(text)).toEqual(understood("Europe/Berlin"));
    }
    for (const text of ["Mars/Olympus", "+02:00", ":/etc/localtime", "Berlin"]) {
      expect(messageOf(readTimeZone(text))).toContain(`"${text}" is not a time zone`);
      expect(messageOf(readTimeZone(text))).toContain("Europe/London");
    }
  });
});
