import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import { cardsOf, offersOf, openPage, titlesOf } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";

const DAY = 86_400;

const LIST = [
  storedFilm("On MUBI", { offers: offersOf({ stream: [11] }) }),
  storedFilm("On Netflix", { offers: offersOf({ stream: [8], ads: [1796], rent: [2] }) }),
  storedFilm("On Tubi", { offers: offersOf({ ads: [73] }) }),
  storedFilm("In the shop", { offers: offersOf({ rent: [2], buy: [2] }) }),
  storedFilm("With nobody"),
  storedFilm("Not looked up", { offers: null, match: "pending" }),
];

const standings = (html: string) =>
  Object.fromEntries(cardsOf(html).map(({ title, standing }) => [title, standing]));

describe("Where a film stands", () => {
  it("is by what streams, before services are chosen", async () => {
    const page = await openPage(LIST);
    expect(standings(await page.see("/"))).toEqual({
      "On MUBI": "mine",
      "On Netflix": "mine",
      "On Tubi": "mine",
      "In the shop": "elsewhere",
      "With nobody": "nowhere",
      "Not looked up": "unknown",
    });
  });

  it("is by what I have and what is free, afterwards", async () => {
    const page = await openPage(LIST);
    const answer = await page.choose([
      ["service", "11"],
      ["service", "73"],
      ["free", "73"],
    ]);
    expect(answer.status).toBe(303);
    const html = await page.see("/");
    expect(standings(html)).toMatchObject({
      "On MUBI": "mine",
      "On Netflix": "elsewhere",
      "On Tubi": "mine",
      "In the shop": "elsewhere",
    });
    expect(html).toContain("<em>2</em> of 6 films");
  });

  it("leaves a free service out that I unticked", async () => {
    const page = await openPage(LIST);
    await page.choose([
      ["service", "11"],
      ["free", "73"],
    ]);
    expect(standings(await page.see("/"))["On Tubi"]).toBe("elsewhere");
  });

  it("counts renting only when I ask for it", async () => {
    const page = await openPage(LIST);
    await page.choose([
      ["service", "11"],
      ["rent", "1"],
    ]);
    expect(standings(await page.see("/"))["In the shop"]).toBe("mine");
  });

  it("does not take a subscription's tier with ads for a free service", async () => {
    const page = await openPage(LIST);
    await page.choose([["service", "11"]]);
    expect(standings(await page.see("/"))["On Netflix"]).toBe("elsewhere");
    await page.choose([["service", "8"]]);
    expect(standings(await page.see("/"))["On Netflix"]).toBe("mine");
  });

  it("is unknown for what is known of another country", async () => {
    const page = await openPage([
      storedFilm("Abroad", { offers: offersOf({ stream: [8] }), country: "SE" }),
    ]);
    expect(standings(await page.see("/"))).toEqual({ Abroad: "unknown" });
  });
});

describe("After the settings changed", () => {
  const moved = [{ id: 8, kind: "stream" as const, came: true, at: FILLED_AT - DAY }];
  const offered = storedFilm("Offered here", { offers: offersOf({ stream: [8] }), changes: moved });

  const ADDRESSES = ["/", "/?service=8", "/?q=offered", "/pick?seed=1&show=mine", "/new"];

  it("nothing of another country is shown, and the list stays", async () => {
    const page = await openPage([offered]);
    const before = page.context.settings;
    page.context.settings = { ...before, country: "SE" };
    for (const address of ADDRESSES) expect(await page.see(address)).not.toContain("Netflix");
    expect(standings(await page.see("/"))).toEqual({ "Offered here": "unknown" });

    page.context.settings = before;
    expect(standings(await page.see("/"))).toEqual({ "Offered here": "mine" });
  });

  it("nothing of another member is shown, and it is back with the name", async () => {
    const page = await openPage([offered]);
    const before = page.context.settings;
    page.context.settings = { ...before, members: ["grace"] };
    for (const address of ADDRESSES) {
      const html = await page.see(address);
      expect(html).not.toContain("Offered here");
      expect(html).not.toContain("Netflix");
    }
    expect(await page.see("/")).toContain("No films yet");

    page.context.settings = before;
    expect(standings(await page.see("/"))).toEqual({ "Offered here": "mine" });
  });
});

const came = (id: number, daysAgo: number, isIn = true) => [
  { id, kind: "stream" as const, came: isIn, at: FILLED_AT - daysAgo * DAY },
];

describe("What is new", () => {
  const MOVED = [
    storedFilm("Came to MUBI", { offers: offersOf({ stream: [11] }), changes: came(11, 3) }),
    storedFilm("Came to Netflix", { offers: offersOf({ stream: [8] }), changes: came(8, 2) }),
    storedFilm("Came long ago", { offers: offersOf({ stream: [11] }), changes: came(11, 40) }),
    storedFilm("Always there", { offers: offersOf({ stream: [11] }) }),
    storedFilm("Left MUBI", { changes: came(11, 4, false) }),
    storedFilm("Came to Netflix's other tier", {
      offers: offersOf({ stream: [8, 1796] }),
      changes: came(1796, 1),
    }),
  ];

  it("is marked on the card, and gathered on top", async () => {
    const page = await openPage(MOVED);
    await page.choose([["service", "11"]]);
    const html = await page.see("/");
    const flags = Object.fromEntries(cardsOf(html).map(({ title, flag }) => [title, flag]));
    expect(flags).toMatchObject({
      "Came to MUBI": "New on MUBI",
      "Came to Netflix": "",
      "Came long ago": "",
      "Always there": "",
    });
    expect(html).toContain('id="arrivals">New on MUBI');
    expect(titlesOf(await page.see("/?new=1"))).toEqual(["Came to MUBI"]);
  });

  it("has a page with what left, too", async () => {
    const page = await openPage(MOVED);
    await page.choose([["service", "11"]]);
    const html = await page.see("/new");
    expect(titlesOf(html)).toEqual(["Came to MUBI", "Came long ago", "Left MUBI"]);
    expect(html).toContain("Spotted on 15 November, MUBI");
    expect(page.roundTrips()).toBeLessThanOrEqual(2);
    await page.see("/new");
    expect(page.statements()).toBeLessThanOrEqual(3);
  });

  it("is not what a brand already had through another of its services", async () => {
    const page = await openPage(MOVED);
    await page.choose([["service", "8"]]);
    expect(titlesOf(await page.see("/?new=1"))).toEqual(["Came to Netflix"]);
  });
});

describe("Making the snapshot again", () => {
  it("writes nothing when nothing changed", async () => {
    const { context, d1 } = await openPage(LIST);
    const before = d1.written;
    await updateSnapshot(context);
    expect(d1.written - before).toBe(0);
  });

  it("writes the one film that changed, and the part of the snapshot that it is in", async () => {
    const { context, d1 } = await openPage(LIST);
    await context.db.run(sql`update films set runtime = 99, entry = null where title = 'On MUBI'`);
    const before = d1.written;
    await updateSnapshot(context);
    expect(d1.written - before).toBe(2);
  });

  it("sees what a look-up found, also on a service that no film was on before", async () => {
    const page = await openPage(LIST);
    await page.choose([["service", "11"]]);
    const later = FILLED_AT + 3600;
    page.context.now = () => later * 1000;
    await page.context.db.run(sql`
      update films set entry = null, checked_at = ${later},
        countries = json_set(countries, '$.GB.offers', json(${JSON.stringify(offersOf({ stream: [99] }))}))
      where title = 'With nobody'`);
    await updateSnapshot(page.context);
    expect(standings(await page.see("/"))["With nobody"]).toBe("elsewhere");
    expect(titlesOf(await page.see("/?service=99"))).toEqual(["With nobody"]);
    await page.choose([["service", "99"]]);
    expect(standings(await page.see("/"))).toMatchObject({
      "With nobody": "mine",
      "On MUBI": "elsewhere",
    });
  });

  it("folds every name again after an update of this app", async () => {
    const page = await openPage([storedFilm("WALL·E")]);
    await page.context.db.run(sql`
      update films set entry = json_set(entry, '$[0]', 0, '$[2]', 'as another version folds')`);
    await updateSnapshot(page.context);
    expect(titlesOf(await page.see("/?q=walle"))).toEqual(["WALL·E"]);
  });

  it("drops a film that left the list", async () => {
    const page = await openPage(LIST);
    await page.context.db.run(sql`
      update list_films set place = null
      where film_id = (select id from films where title = 'On MUBI')`);
    await updateSnapshot(page.context);
    expect(titlesOf(await page.see("/"))).not.toContain("On MUBI");
  });
});
