import { describe, expect, it } from "vitest";
import { createNotifier } from "../../src/notify/index.ts";
import type { MessageLine, NotifyMessage } from "../../src/notify/message.ts";
import { bytesOf } from "../../src/notify/text.ts";
import { pushMessage } from "../../src/notify/web-push.ts";
import { readNotify } from "../../src/settings/notify.ts";
import { isSigned, startReceivers } from "./receivers.ts";

const SECRET = btoa("a secret of twenty-four b");
const NOW = Date.UTC(2026, 10, 25, 9, 30);

const CHANNELS: [kind: string, address: string][] = [
  ["ntfy", "ntfys://tk_abc@ntfy.test/films"],
  ["discord", "discord://123456789/to_k-en"],
  ["telegram", "tgram://123:AA-b_c/-100"],
  ["webhook", `jsons://hooks.test/films?secret=whsec_${SECRET}`],
  ["gotify", "gotifys://gotify.test/AbCdEf"],
  ["apprise", "apprises://apprise.test/films"],
];

/** Titles that mean something in some channel's markup. */
const HOSTILE = [
  "@everyone <@123> <#1> <b>bold</b> & </a>",
  "[click](https://evil.test) ![](x) `code` ||spoiler|| **bold** __under__ ~~gone~~",
  "# Heading\n> quote\r\n- item\u0000\u0007\u202Egnp.exe",
  'a" onclick="x" \'; drop table films; -- \\ \\\\ \ud83d',
  ":smile: https://evil.test/path http://evil.test <https://evil.test>",
  "${topic} %s {{title}} &amp; &lt;",
  "🎬".repeat(300),
  "ל".repeat(90) + "ف".repeat(90),
];

function line(title: string, n = 1, more: Partial<MessageLine> = {}): MessageLine {
  return {
    title,
    year: 1999,
    films: 1,
    service: { id: 8, name: "Netflix" },
    kind: "stream",
    tmdb: { type: "movie", id: n },
    link: `https://www.themoviedb.org/movie/${n}/watch?locale=GB&a=(b)`,
    letterboxdUrl: `https://letterboxd.com/film/film-${n}/`,
    poster: `https://image.tmdb.org/t/p/w185/${n}.jpg`,
    ...more,
  };
}

function messageOf(lines: MessageLine[], films = lines.length): NotifyMessage {
  const link = "https://films.example.org/new";
  return { type: "arrivals", country: "GB", at: NOW / 1000, lines, films, link };
}

/** Sends it over one channel, to a receiver as strict as the real one. */
async function sendTo(address: string, message: NotifyMessage) {
  const reading = readNotify(address);
  const [target] = reading.ok ? reading.value : [];
  if (!target) throw new Error(address);
  const receivers = startReceivers();
  const notifier = createNotifier({ fetch: receivers.fetch, now: () => NOW });
  const outcome = await notifier.send(target, message, "arrivals_41_abc");
  const [taken] = receivers.taken;
  if (!taken) throw new Error("Nothing was sent.");
  const text = JSON.stringify(JSON.parse(taken.body));
  return { ...receivers, outcome, request: taken, text, json: JSON.parse(taken.body) as object };
}

describe.each(CHANNELS)("%s", (kind, address) => {
  it("names the films of a refresh, each with its service", async () => {
    const { outcome, wrong, text, request } = await sendTo(
      address,
      messageOf([line("The Matrix", 603), line("Heat", 949, { kind: "free" })]),
    );
    expect(wrong).toEqual([]);
    expect(outcome).toEqual({ ok: true });
    expect(text).toContain("The Matrix");
    expect(text).toContain("Netflix");
    expect(text).toContain("https://films.example.org/new");
    expect(request.redirect).toBe("manual");
    expect(request.headers.get("user-agent")).toMatch(/^watchwhere\/[\d.]+$/);
  });

  it("keeps within its limits with five hundred films and hostile titles", async () => {
    const lines = Array.from({ length: 50 }, (_, i) =>
      line(HOSTILE[i % HOSTILE.length] ?? "", i + 1),
    );
    const { outcome, wrong, text } = await sendTo(address, messageOf(lines, 512));
    expect(wrong).toEqual([]);
    expect(outcome).toEqual({ ok: true });
    // A webhook names fifty, and says how many there are in all.
    expect(text).toMatch(kind === "webhook" ? /"total":512/ : /and \d+ more/);
  });

  it("says in a test that it is one, and does without a link where none is known", async () => {
    const message = { ...messageOf([]), type: "test", link: null } as const;
    const { wrong, text } = await sendTo(address, message);
    expect(wrong).toEqual([]);
    expect(text).toMatch(/test/);
    expect(text).not.toContain("https://films");
  });
});

it("what is not named is counted: of 40 films of which 28 fit, 12 more", async () => {
  const lines = Array.from({ length: 40 }, (_, i) => line(`${"x".repeat(115)}${i}`, i));
  const { json } = await sendTo("ntfys://ntfy.test/a", messageOf(lines));
  const { message } = json as { message: string };
  const named = message.split("\n").length - 1;
  expect(named).toBeGreaterThan(20);
  expect(message.endsWith(`\nand ${40 - named} more`)).toBe(true);
});

it("many films at once are one line, and a film on two services counts once", async () => {
  const lines = [
    line("Heat", 949, { films: 33 }),
    line("The Matrix", 603),
    line("The Matrix", 603, { service: { id: 11, name: "MUBI" } }),
  ];
  const { json } = await sendTo("ntfys://ntfy.test/a", messageOf(lines, 34));
  expect(json).toMatchObject({
    title: "34 films came to your services",
    message:
      "33 films came to Netflix\nThe Matrix (1999) is on Netflix\nThe Matrix (1999) is on MUBI",
  });
});

it("a webhook is signed by Standard Webhooks, under the delivery's id", async () => {
  const address = `jsons://hooks.test/films?secret=whsec_${SECRET}`;
  const { request, json } = await sendTo(address, messageOf([line("The Matrix", 603)]));
  expect(await isSigned(request, SECRET)).toBe(true);
  expect(await isSigned({ ...request, body: `${request.body} ` }, SECRET)).toBe(false);
  expect(request.headers.get("webhook-id")).toBe("arrivals_41_abc");
  expect(request.headers.get("webhook-timestamp")).toBe(`${NOW / 1000}`);
  expect(json).toMatchObject({
    type: "films.arrived",
    timestamp: "2026-11-25T09:30:00.000Z",
    data: {
      country: "GB",
      films: [{ tmdb: { type: "movie", id: 603 }, title: "The Matrix", service: { id: 8 } }],
    },
  });
});

it("ntfy is asked with its token, or with name and password", async () => {
  const token = await sendTo("ntfys://tk_abc@ntfy.test/a", messageOf([line("Heat")]));
  expect(token.request.headers.get("authorization")).toBe("Bearer tk_abc");
  const basic = await sendTo("ntfys://ada:p%C3%A4ss@ntfy.test/a", messageOf([line("Heat")]));
  expect(basic.request.headers.get("authorization")).toBe("Basic YWRhOnDDpHNz");
});

it("a push message stays below what push services take", () => {
  const lines = Array.from({ length: 50 }, (_, i) => line(HOSTILE[i % 8] ?? "", i + 1));
  const text = pushMessage(messageOf(lines, 512));
  expect(bytesOf(text)).toBeLessThanOrEqual(3993);
  expect(JSON.parse(text)).toMatchObject({
    web_push: 8030,
    notification: { title: "512 films came to your services", tag: "arrivals" },
  });
});

describe("What comes back", () => {
  const [target] = (() => {
    const reading = readNotify("tgram://123:SECRET/9");
    return reading.ok ? reading.value : [];
  })();

  async function answered(answer: Response | Error) {
    if (!target) throw new Error("no target");
    const receivers = startReceivers();
    receivers.answers.push(answer);
    const notifier = createNotifier({ fetch: receivers.fetch, now: () => NOW });
    return notifier.send(target, messageOf([line("Heat")]), "arrivals_1_a");
  }

  it.each([
    [301, "not followed"],
    [302, "not followed"],
    [401, "token"],
    [403, "token"],
    [404, "no such address"],
    [410, "gone"],
    [413, "too large"],
    [429, "wait"],
    [400, "didn’t accept"],
    [503, "problems of its own"],
  ])("%i is said in words, and the answer’s text is not", async (status, words) => {
    const headers = { Location: "https://elsewhere.test/SECRET" };
    const outcome = await answered(new Response("SECRET answer", { status, headers }));
    expect(outcome).toMatchObject({ ok: false, status, why: expect.stringContaining(words) });
    expect(JSON.stringify(outcome)).not.toContain("SECRET");
  });

  it("an error’s text, which may hold the address, is not passed on", async () => {
    const outcome = await answered(new Error("could not fetch https://…/botSECRET/"));
    expect(outcome).toMatchObject({ ok: false, status: null });
    expect(JSON.stringify(outcome)).not.toContain("SECRET");
  });

  it.each([
    [{ "Retry-After": "120" }, "", 120],
    [{ "Retry-After": "Wed, 25 Nov 2026 09:31:00 GMT" }, "", 60],
    [{}, '{"retry_after":1.5}', 2],
    [{}, '{"ok":false,"parameters":{"retry_after":35}}', 35],
    [{}, '{"retry_after":-5}', null],
    [{}, "not JSON", null],
    [{}, `{"retry_after":9${" ".repeat(20_000)}}`, null],
  ])("reads how long to wait from %j %s", async (headers, body, seconds) => {
    const outcome = await answered(new Response(body, { status: 429, headers }));
    expect(outcome).toMatchObject({ ok: false, retryAfterSeconds: seconds });
  });
});
