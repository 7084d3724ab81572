// What receivers of messages answer, what devices give away of themselves, and what films may be called: every attempt
// ends with an outcome in words, no message breaks its channel's shape, and no answer tells a secret.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createNotifier } from "../../src/notify/index.ts";
import type { NotifyMessage } from "../../src/notify/message.ts";
import { makeVapid } from "../../src/notify/vapid.ts";
import { pushMessage } from "../../src/notify/web-push.ts";
import type { Delivered } from "../../src/ports.ts";
import { readNotify } from "../../src/settings/notify.ts";
import { anyText, anyValue, expectAlways, faultsOfText, FUZZ_TIMEOUT } from "../fuzz.ts";
import { startPushService } from "./push-service.ts";
import { startReceivers } from "./receivers.ts";

/** Those that the receivers know. */
const ADDRESSES = [
  "ntfys://tk_abc@ntfy.test/films",
  "discord://123456789/to_k-en",
  "tgram://123:AA-b_c/-100",
  `jsons://hooks.test/films?secret=whsec_${btoa("a secret of twenty-four b")}`,
  "gotifys://gotify.test/AbCdEf",
  "apprises://apprise.test/films",
];
const SECRET = /tk_abc|to_k-en|AA-b_c|whsec|AbCdEf/;
const targets = ADDRESSES.flatMap((address) => {
  const reading = readNotify(address);
  if (!reading.ok) throw new Error(reading.message);
  return reading.value;
});
const target = fc.constantFrom(...targets);

const lines = fc.array(
  fc.record({
    title: anyText.map((text) => text.slice(0, 200)),
    year: fc.option(fc.integer({ min: 1800, max: 2199 })),
    films: fc.nat(3),
    service: fc.record({ id: fc.nat(), name: anyText.map((text) => text.slice(0, 100)) }),
    kind: fc.constantFrom("stream" as const, "rent" as const),
    tmdb: fc.constant(null),
    link: fc.option(fc.constant("https://www.themoviedb.org/movie/5/watch")),
    letterboxdUrl: fc.constant(null),
    poster: fc.option(fc.constant("https://image.tmdb.org/t/p/w185/5.jpg")),
  }),
  { maxLength: 50 },
);
const messages: fc.Arbitrary<NotifyMessage> = fc.record({
  type: fc.constant("arrivals" as const),
  country: fc.constant("GB"),
  at: fc.constant(1_800_000_000),
  lines,
  films: fc.nat(20_000),
  link: fc.option(fc.constant("https://films.example.org/new")),
});

const MESSAGE: NotifyMessage = {
  type: "test",
  country: "GB",
  at: 1_800_000_000,
  lines: [],
  films: 0,
  link: null,
};

/** In words, what no attempt may end with. */
function faultsOf(outcome: Delivered): string[] {
  if (outcome.ok) return [];
  const { status, retryAfterSeconds: wait, why } = outcome;
  const faults = faultsOfText("a reason", why, 200);
  if (why.length < 10 || SECRET.test(why)) faults.push(why);
  if (status !== null && (status < 100 || (status >= 200 && status < 300)))
    faults.push(`${status}`);
  if (wait !== null && !(Number.isSafeInteger(wait) && wait >= 0 && wait < 1e9)) {
    faults.push(`${wait} seconds`);
  }
  return faults;
}

const answers = fc.record({
  status: fc.oneof(
    fc.integer({ min: 200, max: 599 }),
    fc.constantFrom(200, 301, 401, 410, 413, 429),
  ),
  retryAfter: fc.oneof(
    fc.constantFrom("", "0", "-5", "1e300", "99999999999", "Sun, 01 Nov 2026 12:00:00 GMT"),
    fc.string({ unit: fc.constantFrom(..."0123456789 -.:GMTSunov".split("")), maxLength: 30 }),
  ),
  body: fc.oneof(
    anyText,
    anyValue.map((value) => JSON.stringify({ retry_after: value })),
    anyValue.map((value) => JSON.stringify({ parameters: { retry_after: value } })),
    anyValue.map((value) => JSON.stringify(value) ?? ""),
    fc.constant(`[${"[".repeat(20_000)}`),
  ),
});

test(
  "whatever a receiver answers, the attempt ends with an outcome in words",
  async () => {
    await expectAlways(fc.tuple(target, answers), async ([to, { status, retryAfter, body }]) => {
      const isBare = [204, 205, 304].includes(status);
      const headers = { "Retry-After": retryAfter };
      const answer = () => new Response(isBare ? null : body, { status, headers });
      const notifier = createNotifier({ fetch: async () => answer(), now: () => 1.8e12 });
      expect(faultsOf(await notifier.send(to, MESSAGE, "test_1"))).toEqual([]);
    });
  },
  FUZZ_TIMEOUT,
);

test(
  "whatever films are called, each channel's receiver can read the message",
  async () => {
    await expectAlways(
      fc.tuple(target, messages),
      async ([to, message]) => {
        const receivers = startReceivers();
        const notifier = createNotifier({ fetch: receivers.fetch, now: () => 1.8e12 });
        const outcome = await notifier.send(to, message, "arrivals_1");
        expect({ wrong: receivers.wrong, outcome }).toEqual({ wrong: [], outcome: { ok: true } });
        const pushed = pushMessage(message);
        expect(JSON.parse(pushed)).toMatchObject({ web_push: 8030 });
        expect(new TextEncoder().encode(pushed).length).toBeLessThanOrEqual(3993);
      },
      60,
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "whatever keys a device gave, the attempt ends with an outcome in words",
  async () => {
    const { subscription, fetch } = await startPushService();
    const vapid = { ...(await makeVapid()), subject: "https://films.example.org" };
    const key = (good: string) =>
      fc.oneof(
        fc.constant(good),
        anyText,
        fc.string({ unit: fc.constantFrom(..."AQgw_-".split("")), minLength: 87, maxLength: 88 }),
        fc.string({ unit: fc.constantFrom(..."AQgw_-".split("")), minLength: 21, maxLength: 23 }),
      );
    const device = fc.record({
      endpoint: fc.oneof(fc.constant(subscription.endpoint), anyText),
      p256dh: key(subscription.p256dh),
      auth: key(subscription.auth),
    });
    await expectAlways(
      device,
      async (given) => {
        const notifier = createNotifier({ fetch, now: () => 1.8e12 });
        expect(faultsOf(await notifier.push(given, vapid, MESSAGE))).toEqual([]);
      },
      100,
    );
  },
  FUZZ_TIMEOUT,
);
