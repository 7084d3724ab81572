import { describe, expect, test } from "vitest";
import { problemsText, readSettings, type Settings } from "../../src/settings/index.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiIwIn0.c2lnbmF0dXJl-_x";
const ENOUGH = { LETTERBOXD_USERNAME: "dave", TMDB_API_KEY: KEY, COUNTRY: "GB" };

function settingsOf(environment: Record<string, unknown>): Settings {
  const reading = readSettings({ ...ENOUGH, ...environment });
  if (!reading.ok) throw new Error(problemsText(reading.problems));
  return reading.settings;
}

function problemsOf(environment: Record<string, unknown>): Record<string, string> {
  const reading = readSettings({ ...ENOUGH, ...environment });
  if (reading.ok) return {};
  return Object.fromEntries(reading.problems.map(({ setting, message }) => [setting, message]));
}

test("three are enough, the rest has a standard", () => {
  expect(settingsOf({})).toEqual({
    members: ["dave"],
    tmdbKey: { kind: "api-key", value: KEY },
    country: "GB",
    abroad: [],
    schedule: "0 0 * * 0",
    timeZone: "UTC",
    cooldownMinutes: 10,
    contact: null,
    notify: [],
    publicUrl: null,
    libraries: [],
    letterboxdOrigin: "https://letterboxd.com",
    tmdbOrigin: "https://api.themoviedb.org",
    tmdbImageOrigin: "https://image.tmdb.org",
    letterboxdPauseMs: 2000,
    tmdbRequestsPerSecond: 8,
    adminPassword: null,
    isPrivate: false,
    atHome: false,
    sampleData: false,
    notes: [],
  });
});

test("every problem is named at once, also those of two settings together", () => {
  const reading = readSettings({
    COUNTRY: "Germany",
    REFRESH_SCHEDULE: "never",
    TZ: "Mars",
    REFRESH_COOLDOWN_MINUTES: "-1",
    LETTERBOXD_ORIGIN: "letterboxd.com",
    LETTERBOXD_PAUSE_SECONDS: "fast",
    PRIVATE: "true",
  });
  expect(reading.ok ? [] : reading.problems.map(({ setting }) => setting)).toEqual([
    "LETTERBOXD_USERNAME",
    "TMDB_API_KEY",
    "COUNTRY",
    "REFRESH_SCHEDULE",
    "TZ",
    "REFRESH_COOLDOWN_MINUTES",
    "LETTERBOXD_ORIGIN",
    "LETTERBOXD_PAUSE_SECONDS",
    "PRIVATE",
  ]);
});

test("an absent setting says where to get its value", () => {
  const reading = readSettings({ LETTERBOXD_USERNAME: "" });
  const text = reading.ok ? "" : problemsText(reading.problems);
  expect(text).toContain("TMDB_API_KEY: not set");
  expect(text).toContain("https://www.themoviedb.org/settings/api");
  expect(text).toContain("COUNTRY: not set");
});

test("the placeholders of .dev.vars.example are recognised", () => {
  const problems = problemsOf({
    LETTERBOXD_USERNAME: "your-letterboxd-name",
    TMDB_API_KEY: "your-tmdb-key",
    COUNTRY: "your-country",
  });
  expect(Object.keys(problems)).toEqual(["LETTERBOXD_USERNAME", "TMDB_API_KEY", "COUNTRY"]);
  for (const message of Object.values(problems)) expect(message).toContain(".dev.vars.example");
});

test("no key is ever repeated, in whatever line it was put, and no password", () => {
  for (const key of [KEY, TOKEN, `${KEY}0`]) {
    const reading = readSettings({
      LETTERBOXD_USERNAME: `${key}!`,
      TMDB_API_KEY: `${key}!`,
      COUNTRY: key,
      REFRESH_SCHEDULE: key,
      TZ: key,
      TMDB_ORIGIN: `http://me:${key}@tmdb.example`,
      ADMIN_PASSWORD: "hunter2",
      REFRESH_COOLDOWN_MINUTES: key,
    });
    const text = reading.ok ? "" : problemsText(reading.problems);
    expect(text.split("\n")).toHaveLength(8);
    expect(text).not.toContain(key.slice(0, 12));
    expect(text).not.toContain("hunter2");
  }
});

test("a number that is none is repeated, and what may be a password in the wrong line is not", () => {
  const problems = problemsOf({
    REFRESH_COOLDOWN_MINUTES: "10 min",
    LETTERBOXD_PAUSE_SECONDS: "-1",
    PRIVATE: "hunter2hunter2",
  });
  expect(problems.REFRESH_COOLDOWN_MINUTES).toBe(
    '"10 min" is not a number of minutes from 0 to 10080.',
  );
  expect(problems.LETTERBOXD_PAUSE_SECONDS).toContain('"-1"');
  expect(problems.PRIVATE).toBe("true or false is expected.");
});

test("numbers and booleans of a wrangler.toml are read like text", () => {
  expect(settingsOf({ REFRESH_COOLDOWN_MINUTES: 0 }).cooldownMinutes).toBe(0);
  expect(settingsOf({ SAMPLE_DATA: true }).sampleData).toBe(true);
});

test("blanks and quotes around a value are none of its own", () => {
  expect(settingsOf({ COUNTRY: ' "de" ' }).country).toBe("DE");
  expect(settingsOf({ TMDB_API_KEY: `' ${KEY} '` }).tmdbKey.value).toBe(KEY);
});

test("a name set to nothing means that films come by export only", () => {
  expect(settingsOf({ LETTERBOXD_USERNAME: "" }).members).toEqual([]);
  expect(problemsOf({ LETTERBOXD_USERNAME: undefined })).toHaveProperty("LETTERBOXD_USERNAME");
});

test("UK is understood as GB, and said", () => {
  expect(settingsOf({ COUNTRY: "uk" })).toMatchObject({
    country: "GB",
    notes: ["UK is understood as GB"],
  });
});

test("schedule and zone set to nothing have their standards", () => {
  expect(settingsOf({ REFRESH_SCHEDULE: "", TZ: "" })).toMatchObject({
    schedule: "0 0 * * 0",
    timeZone: "UTC",
  });
});

describe("origins, pauses, passwords", () => {
  test("an origin has scheme and host and nothing else", () => {
    expect(settingsOf({ TMDB_ORIGIN: "http://localhost:8001/" }).tmdbOrigin).toBe(
      "http://localhost:8001",
    );
    for (const text of [
      "api.themoviedb.org",
      "https://x.example/3",
      "ftp://x.example",
      "https://a:b@x.example",
      "https://x.example/?q",
    ]) {
      expect(problemsOf({ TMDB_ORIGIN: text })).toHaveProperty("TMDB_ORIGIN");
    }
  });

  test("only another site than Letterboxd may be asked faster", () => {
    const fast = { LETTERBOXD_PAUSE_SECONDS: "0.1" };
    expect(problemsOf(fast)).toHaveProperty("LETTERBOXD_PAUSE_SECONDS");
    expect(problemsOf({ ...fast, LETTERBOXD_ORIGIN: "http://www.letterboxd.com" })).toHaveProperty(
      "LETTERBOXD_PAUSE_SECONDS",
    );
    expect(
      settingsOf({ ...fast, LETTERBOXD_ORIGIN: "http://localhost:8001" }).letterboxdPauseMs,
    ).toBe(100);
    expect(settingsOf({ LETTERBOXD_PAUSE_SECONDS: "1.5" }).letterboxdPauseMs).toBe(1500);
  });

  test("at home TMDB is asked at a home's pace", () => {
    expect(settingsOf({ AT_HOME: "true" }).tmdbRequestsPerSecond).toBe(30);
    expect(settingsOf({ TMDB_REQUESTS_PER_SECOND: "12" }).tmdbRequestsPerSecond).toBe(12);
    expect(problemsOf({ TMDB_REQUESTS_PER_SECOND: "400" })).toHaveProperty(
      "TMDB_REQUESTS_PER_SECOND",
    );
  });

  test("a private page needs a password, and a password needs some length", () => {
    expect(problemsOf({ PRIVATE: "true" }).PRIVATE).toContain("ADMIN_PASSWORD");
    expect(problemsOf({ ADMIN_PASSWORD: "short" }).ADMIN_PASSWORD).toContain("eight");
    expect(problemsOf({ PRIVATE: "perhaps" }).PRIVATE).toContain("true or false");
    expect(settingsOf({ ADMIN_PASSWORD: "", PRIVATE: "false" }).adminPassword).toBeNull();
    expect(settingsOf({ ADMIN_PASSWORD: "correct horse", PRIVATE: "1" })).toMatchObject({
      adminPassword: "correct horse",
      isPrivate: true,
    });
  });
});
