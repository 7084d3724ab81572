// Whatever stands behind the addresses that programs ask, and whatever films are called: an answer in its own form, or a
// refusal in a few words. And whatever is sent as a browser's subscription: a device, or a refusal.

import * as fc from "fast-check";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { anyText, anyValue, expectAlways, FUZZ_TIMEOUT } from "../fuzz.ts";
import { offersOf } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";
import { openLists, type Lists } from "./several-lists.ts";
import { parseAtom } from "./strict-atom.ts";

const HOSTILE = `]]> & <b> "é"; a,b\\ ${"🎬".repeat(60)}\r\nEND:VEVENT\u0007`;
const FILMS = [
  storedFilm("Alien", { tmdbId: 1, offers: offersOf({ stream: [8] }), genres: ["Horror"] }),
  storedFilm(HOSTILE, {
    tmdbId: 2,
    offers: offersOf({ rent: [2] }),
    coming: { date: "2031-05-01", note: HOSTILE },
  }),
  storedFilm("Carol", { tmdbId: 3 }),
];
const TITLES = FILMS.map(({ title }) => title);

let lists: Lists;
beforeAll(async () => {
  lists = await openLists(
    FILMS,
    [
      { kind: "watchlist", member: "ann", titles: TITLES },
      { kind: "list", name: HOSTILE, path: "/dave/list/best/", titles: TITLES.slice(1) },
    ],
    { members: ["ann"], abroad: ["US"] },
  );
  const { db } = lists.context;
  await db.run(sql`insert into memory (key, value)
    values ('services', '{"chosen":[8],"without":[],"rent":false,"buy":false}')`);
  await db.run(sql`
    insert into arrivals (film_id, country, provider, kind, came, at, mine_then)
    select id, 'GB', 8, 'stream', 1, ${FILLED_AT - 86_400}, 1 from films`);
});

const PATHS =
  "/feed.atom /feed.json /calendar.ics /radarr.json /api/pick /api/films /api/lists /api/worth /api/summary";
const FIELDS = "list all country show service kind genre minutes order seed page";
const value = fc.oneof(
  fc.constantFrom("", "0", "1", "2", "-1", "1e3", "9".repeat(20), "gb", "US", "DE", "not-mine"),
  fc.constantFrom("mine", "stream", "shuffled", "lately", "yes", "Horror", "1990", "%", "..", "[]"),
  anyText,
);
const fields = fc.array(fc.tuple(fc.constantFrom(...FIELDS.split(" ")), value), {
  minLength: 1,
  maxLength: 5,
});
const headers = fc.constantFrom<Record<string, string>[]>(
  {},
  { "If-None-Match": 'W/"chosen-"' },
  { "If-None-Match": "*" },
  { Accept: "text/html" },
);

/** Throws where an answer is not of the form that its type says. */
async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const type = answer.headers.get("Content-Type") ?? "";
  if (/json/.test(type)) return JSON.parse(text) as unknown;
  if (/atom/.test(type)) return parseAtom(text);
  const isCalendar = /^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/.test(text);
  if (/calendar/.test(type) && !isCalendar) throw new Error(`This is no calendar: ${text}`);
  return text;
}

test(
  "programs are answered in their own form, or refused in a few words",
  async () => {
    const inputs = fc.tuple(fc.constantFrom(...PATHS.split(" ")), fields, headers);
    await expectAlways(
      inputs,
      async ([path, asked, given]) => {
        const address = `${path}?${new URLSearchParams(asked).toString()}`;
        const answer = await lists.ask(address, { headers: given });
        expect(`${address}: ${answer.status}`).toMatch(/: (?:200|304|400|404|503)$/);
        const read = await readAnswer(answer);
        const words = typeof read === "string" ? read : JSON.stringify(read);
        const isInWords = answer.status < 400 || (words.length > 20 && words.length < 600);
        expect(isInWords ? "in words" : words).toBe("in words");
      },
      40,
    );
  },
  FUZZ_TIMEOUT,
);

const GOOD = {
  endpoint: "https://push.example/send/1",
  p256dh: btoa(`\u0004${"p".repeat(64)}`).replaceAll("=", ""),
  auth: btoa("a".repeat(16)).replaceAll("=", ""),
};

test(
  "a device is kept with keys that can be used, and whatever else is sent is refused",
  async () => {
    const odd = (good: string) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>(good) }, anyText, anyValue);
    const endpoint = fc.oneof(
      fc.constant<unknown>(GOOD.endpoint),
      anyValue,
      fc.constantFrom(
        "http://push.example/",
        "https://",
        "https://a:b@push.example/",
        "//x",
        "data:,x",
      ),
      anyText.map((text) => `https://push.example/${text}`),
    );
    const subscriptions = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ endpoint, p256dh: odd(GOOD.p256dh), auth: odd(GOOD.auth) }),
      },
      { weight: 1, arbitrary: anyValue },
    );
    const { db } = lists.context;
    await expectAlways(
      fc.tuple(subscriptions, anyText),
      async ([subscription, agent]) => {
        await db.run(sql`delete from devices`);
        const answer = await lists.ask("/notifications/devices", {
          method: "POST",
          headers: {
            Accept: "application/json",
            "Content-Type": "application/json",
            "User-Agent": encodeURIComponent(agent.toWellFormed()),
          },
          body: JSON.stringify(subscription) ?? "",
        });
        expect(`${answer.status} ${await answer.text()}`).toMatch(/^(?:200|400|413|415) .{20}/);
        const kept = await db.all<typeof GOOD & { name: string }>(sql`select * from devices`);
        expect(kept).toHaveLength(answer.status === 200 ? 1 : 0);
        for (const { endpoint: to, p256dh, auth, name } of kept) {
          expect(new URL(to)).toMatchObject({ protocol: "https:", username: "" });
          expect([p256dh, auth, name].every((text) => /^[ -~]{1,200}$/.test(text))).toBe(true);
        }
      },
      60,
    );
  },
  FUZZ_TIMEOUT,
);
