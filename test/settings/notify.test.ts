import { describe, expect, it } from "vitest";
import { readNotify } from "../../src/settings/notify.ts";
import { readSettings } from "../../src/settings/index.ts";

const SECRET = btoa("0123456789abcdef+/+/+/+/"); // 24 bytes
const PLUS = "+/+/".repeat(8); // base64 that is full of what URLs take for something else

describe("NOTIFY", () => {
  it.each([
    [
      "ntfys://ntfy.sh/films",
      { kind: "ntfy", server: "https://ntfy.sh", topic: "films", login: null },
    ],
    [
      "ntfy://192.168.1.5:8080/films",
      { kind: "ntfy", server: "http://192.168.1.5:8080", topic: "films", login: null },
    ],
    [
      "ntfys://tk_abc123@ntfy.example.org/films",
      {
        kind: "ntfy",
        server: "https://ntfy.example.org",
        topic: "films",
        login: { token: "tk_abc123" },
      },
    ],
    [
      "NTFYS://ada:p%40ss%3Aword@[::1]:8443/films",
      {
        kind: "ntfy",
        server: "https://[::1]:8443",
        topic: "films",
        login: { user: "ada", password: "p@ss:word" },
      },
    ],
    ["discord://123456789/a_b-C", { kind: "discord", id: "123456789", token: "a_b-C" }],
    ["tgram://123:AA/9", { kind: "telegram", token: "123:AA", chat: "9" }],
    ["tgram://123:AA/-100987", { kind: "telegram", token: "123:AA", chat: "-100987" }],
    ["tgram://123:AA/@films/", { kind: "telegram", token: "123:AA", chat: "@films" }],
    [
      `jsons://hooks.example.org/a/b/?x=1&secret=whsec_${PLUS}&y=a+b`,
      {
        kind: "webhook",
        url: "https://hooks.example.org/a/b/?x=1&y=a+b",
        secret: PLUS,
        login: null,
      },
    ],
    ["json://nas/", { kind: "webhook", url: "http://nas/", secret: null, login: null }],
    ["gotify://nas/sub/AbC.d-E", { kind: "gotify", server: "http://nas/sub", token: "AbC.d-E" }],
    [
      "apprises://apprise.example.org/films",
      { kind: "apprise", server: "https://apprise.example.org", key: "films" },
    ],
  ])("reads %s", (text, target) => {
    expect(readNotify(text)).toEqual({ ok: true, value: [target] });
  });

  it("takes several, with any blanks between them, and one that stands twice once", () => {
    const reading = readNotify("  ntfy://nas/a\n\tdiscord://12345/t  ntfy://nas/a ");
    expect(reading.ok && reading.value.map(({ kind }) => kind)).toEqual(["ntfy", "discord"]);
    expect(readNotify("")).toEqual({ ok: true, value: [] });
  });

  it.each([
    ["films", "does not begin with a scheme"],
    ["https://discord.com/api/webhooks/12345/SECRET", "write jsons://"],
    ["smtp://ada:SECRET@example.org", "scheme that is known"],
    ["constructor://SECRET", "scheme that is known"],
    ["ntfys://ntfy.sh", "topic"],
    ["ntfys://ntfy.sh/a/SECRET", "topic"],
    ["ntfys://SECRET@ntfy.sh/films", "login"],
    ["ntfys://a:%E0SECRET@ntfy.sh/films", "login"],
    ["ntfys:///SECRET", "host"],
    ["ntfys://ntfy.sh\\@evil.org/SECRET", "login"],
    ["ntfys://ntfy.sh\\evil.org/SECRET", "host"],
    ["ntfys://ntfy.sh:99999/SECRET", "host"],
    ["ntfys://ntfy.sh#SECRET/a", "host"],
    ["discord://SECRET/12345", "number and the token"],
    ["tgram://123AA/SECRET", "token"],
    ["tgram://123:SECRET", "chat"],
    ["jsons://example.org/?secret=SECRET", "whsec_"],
    [`jsons://example.org/?secret=whsec_${btoa("SECRET")}`, "24 to 64 bytes"],
    [`jsons://example.org/?secret=whsec_${SECRET}&secret=whsec_SECRET`, "two secrets"],
    ["gotify://nas/", "token"],
    ["apprise://nas", "key"],
    [`ntfy://nas/${"SECRET".repeat(200)}`, "too long"],
    ["ntfy://nas/filmé-SECRET", "percent-encoded"],
  ])("says what is wrong with %s, and nothing that is secret", (text, words) => {
    const reading = readNotify(`ntfy://nas/fine ${text}`);
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    expect(reading.message).toContain("address 2 ");
    expect(reading.message).toContain(words);
    expect(reading.message).not.toContain("SECRET");
  });

  it("names every address that is wrong, and at most ten addresses are told", () => {
    const reading = readNotify("ntfy://x ntfy://nas/a tgram://1");
    expect(reading.ok ? "" : reading.message).toMatch(/^address 1 .*; address 3 /s);
    const many = Array.from({ length: 11 }, (_, i) => `ntfy://nas/${i}`).join(" ");
    expect(readNotify(many)).toMatchObject({
      ok: false,
      message: expect.stringContaining("up to 10"),
    });
  });
});

it("NOTIFY and PUBLIC_URL are checked with the other settings", () => {
  const three = { LETTERBOXD_USERNAME: "ada", TMDB_API_KEY: "0".repeat(32), COUNTRY: "GB" };
  const wrong = readSettings({ ...three, NOTIFY: "nonsense", PUBLIC_URL: "films.example.org" });
  expect(wrong.ok ? [] : wrong.problems.map(({ setting }) => setting)).toEqual([
    "NOTIFY",
    "PUBLIC_URL",
  ]);
  const right = readSettings({
    ...three,
    NOTIFY: "ntfy://nas/a",
    PUBLIC_URL: "https://a.example/",
  });
  expect(right).toMatchObject({
    settings: { publicUrl: "https://a.example", notify: [{ kind: "ntfy" }] },
  });
  expect(readSettings(three)).toMatchObject({ settings: { publicUrl: null, notify: [] } });
});
