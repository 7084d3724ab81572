import { describe, expect, it } from "vitest";
import { storedFilm } from "./fill.ts";
import { titlesOf } from "./app.ts";
import { chipsOf, openLists, press, type Lists, type TestList } from "./several-lists.ts";

const FILMS = ["Alien", "Brazil", "Carol", "Dune"].map((title) => storedFilm(title));
const LISTS: TestList[] = [
  { kind: "watchlist", member: "ann", titles: ["Alien", "Brazil"] },
  { kind: "watchlist", member: "bob", titles: ["Brazil", "Carol"] },
  { kind: "list", name: "Best", path: "/dave/list/best/", titles: ["Dune"] },
];
const members = ["ann", "bob"];
const ALL = ["Alien", "Brazil", "Carol"];

/** The cookie of an answer, as a browser sends it back; null: it sets none. */
function cookieOf(answer: Response): string | null {
  return answer.headers.get("Set-Cookie")?.split(";")[0] ?? null;
}

async function pressed(lists: Lists, words: string, from = "/"): Promise<string> {
  const answer = await press(lists, await lists.see(from), words);
  return cookieOf(answer) ?? "none";
}

describe("What a browser keeps", () => {
  it("is what was pressed, for all pages, and for no script and no other site", async () => {
    const lists = await openLists(FILMS, LISTS, { members });
    const [, bob] = lists.ids;
    const answer = await press(lists, await lists.see("/?q=a"), "ann");
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(`/?list=${bob}&q=a`);
    const [cookie = "", ...attributes] = (answer.headers.get("Set-Cookie") ?? "").split("; ");
    expect(cookie).toBe(`watchwhere=list%3D${bob}`);
    expect(attributes.toSorted()).toEqual([
      "HttpOnly",
      "Max-Age=34560000",
      "Path=/",
      "SameSite=Lax",
    ]);

    expect(titlesOf(await lists.see("/", cookie))).toEqual(["Brazil", "Carol"]);
    expect(chipsOf(await lists.see("/pick?seed=1&show=nowhere", cookie))).toContainEqual([
      "ann",
      false,
    ]);
    expect(chipsOf(await lists.see("/new", cookie))).toContainEqual(["bob", true]);
    expect(titlesOf(await lists.see("/")).toSorted()).toEqual(ALL);
  });

  it("yields to the address, which may also ask for the watchlists", async () => {
    const lists = await openLists(FILMS, LISTS, { members });
    const [ann, , best] = lists.ids;
    const cookie = await pressed(lists, "all of them");
    expect(titlesOf(await lists.see("/", cookie))).toEqual(["Brazil"]);
    expect(titlesOf(await lists.see(`/?list=${best}`, cookie))).toEqual(["Dune"]);
    expect(titlesOf(await lists.see(`/?list=${ann}`, cookie))).toEqual(["Alien", "Brazil"]);
    const plain = await lists.see("/?list=", cookie);
    expect(titlesOf(plain).toSorted()).toEqual(ALL);
    expect(plain).toContain('<input type="hidden" name="list" value=""/>');
    expect(plain).toContain('href="/?list=&amp;show=nowhere"');
  });

  it("is forgotten when the watchlists are chosen again", async () => {
    const lists = await openLists(FILMS, LISTS, { members });
    const answer = await press(lists, await lists.see(`/?list=${lists.ids[0]}`), "bob");
    expect(answer.headers.get("Location")).toBe("/");
    expect(answer.headers.get("Set-Cookie")).toMatch(/^watchwhere=; Max-Age=0; Path=\//);
  });

  it("is for pages only: programs and files go by their address", async () => {
    const lists = await openLists(FILMS, LISTS, { members });
    const Cookie = await pressed(lists, "ann");
    for (const path of [
      "/api/films",
      "/api/films?order=title",
      "/api/films?list=",
      "/api/lists",
      "/api/status",
      "/export.csv",
      "/export.json",
    ]) {
      const [without, withIt] = [
        await lists.ask(path),
        await lists.ask(path, { headers: { Cookie } }),
      ];
      expect(await withIt.text()).toBe(await without.text());
      expect(withIt.headers.get("Set-Cookie")).toBeNull();
    }
  });

  it("is set by no page that one opens", async () => {
    const lists = await openLists(FILMS, LISTS, { members });
    const query = `list=${lists.ids[2]}&choice=list%3D1&to=/`;
    for (const path of ["/", "/new", "/pick", "/choose-lists"]) {
      const answer = await lists.ask(`${path}?${query}`);
      expect(answer.headers.get("Set-Cookie")).toBeNull();
    }
    expect((await lists.ask(`/choose-lists?${query}`)).status).toBe(404);
  });

  it("cannot be pressed by another site's page", async () => {
    const lists = await openLists(FILMS, LISTS, { members });
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "", Origin: "https://evil.test" },
    ]) {
      const answer = await press(lists, await lists.see("/"), "ann", headers);
      expect([answer.status, answer.headers.get("Set-Cookie")]).toEqual([403, null]);
    }
  });

  it("can be pressed without the password, unless the page itself needs it", async () => {
    for (const [settings, status] of [
      [{ adminPassword: "correct horse" }, 303],
      [{ adminPassword: null, atHome: false }, 303],
    ] as const) {
      const lists = await openLists(FILMS, LISTS, { members, ...settings });
      expect((await press(lists, await lists.see("/"), "ann")).status).toBe(status);
    }
    const adminPassword = "correct horse";
    const { ask } = await openLists(FILMS, LISTS, { members, adminPassword, isPrivate: true });
    const body = new URLSearchParams({ to: "/", choice: "list=1" });
    expect((await ask("/choose-lists", { method: "POST", body })).status).toBe(401);
  });

  it("leads back to a page that has chips, and nowhere else", async () => {
    const { ask } = await openLists(FILMS, LISTS, { members });
    for (const [to, location] of [
      ["/new", "/new?list=1"],
      ["/pick?show=mine&seed=4", "/pick?list=1&show=mine&seed=4"],
      ["https://evil.test/", "/?list=1"],
      ["//evil.test/?q=a", "/?list=1&q=a"],
      ["/\\evil.test", "/?list=1"],
      ["/film/a\r\nX: y", "/?list=1"],
      [`/?q=${"a".repeat(5000)}`, "/?list=1"],
      ["", "/?list=1"],
    ] as const) {
      const body = new URLSearchParams({ to, choice: "list=1" });
      const answer = await ask("/choose-lists", { method: "POST", body });
      expect(answer.headers.get("Location")).toBe(location);
    }
  });

  it.each([
    ["nothing", ""],
    ["a word", "nonsense"],
    ["no number", "list%3Dx%26all%3D1"],
    ["broken", "%E0%A4%A"],
    ["no list", "list%3D999%26all%3D1"],
    ["too long", "list%3D1".padEnd(9000, "%26list%3D1")],
    ["other fields of a query", "q%3Dalien%26show%3Dmine%26page%3D7"],
  ])("is passed over where it makes no sense: %s", async (_, value) => {
    const { see } = await openLists(FILMS, LISTS, { members });
    const shown = chipsOf(await see("/", `watchwhere=${value}; other=1`));
    expect(shown.slice(2)).toEqual([
      ["ann", true],
      ["bob", true],
      ["Best", false],
    ]);
    expect(titlesOf(await see("/", `watchwhere=${value}`)).toSorted()).toEqual(ALL);
  });

  it("is short, whatever is sent", async () => {
    const { ask } = await openLists(FILMS, LISTS, { members });
    const choice = Array.from({ length: 300 }, (_, i) => `list=${100_000_000 + i}`).join("&");
    const body = new URLSearchParams({ to: "/", choice: choice.slice(0, 3900) });
    const answer = await ask("/choose-lists", { method: "POST", body });
    expect(answer.headers.get("Set-Cookie")?.length).toBeLessThan(400);
  });

  it("makes another page, which no kept copy stands for", async () => {
    const lists = await openLists(FILMS, LISTS, { members });
    const cookie = await pressed(lists, "ann");
    const tag = (await lists.ask("/")).headers.get("ETag") ?? "";
    const again = async (headers: Record<string, string>) =>
      (await lists.ask("/", { headers: { "If-None-Match": tag, ...headers } })).status;
    expect(await again({})).toBe(304);
    expect(await again({ Cookie: cookie })).toBe(200);
    expect((await lists.ask("/")).headers.get("Cache-Control")).toBe("private, no-cache");
  });
});
