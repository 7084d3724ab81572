import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { queryOf, styleOf, titles, visit } from "./reader.ts";

/** Every card of a view with its facts, once the view has come. */
async function until(page: Page, wanted: string): Promise<void> {
  await page.waitForURL((url) => decodeURIComponent(url.search).includes(wanted));
  await page.locator("#results:not([aria-busy])").waitFor();
}

async function openPanel(page: Page): Promise<void> {
  await page.locator(".panel > summary").click();
}

test("text finds a film while it is typed, and the address says so", async () => {
  const page = await visit("/");
  await page.getByRole("searchbox").pressSequentially("vertig");
  await until(page, "q=vertig");
  expect(await titles(page)).toEqual(["Vertigo"]);
  expect(queryOf(page)).toEqual(["q=vertig"]);
});

test("a kind of offer, a genre, a decade and a runtime each narrow the view", async () => {
  const page = await visit("/");
  const count = async () => Number(await page.locator(".groups b").first().textContent());
  const all = await count();
  await openPanel(page);
  await page.locator('.tick:has([name=kind][value="stream"])').click();
  await until(page, "kind=stream");
  const streaming = await count();
  expect(streaming).toBeLessThan(all);
  await page.locator('.tick:has([value="Drama"])').click();
  await until(page, "genre=Drama");
  const dramas = await count();
  expect(dramas).toBeLessThan(streaming);
  await page.locator("select[name=decade]").selectOption("1990");
  await until(page, "decade=1990");
  await page.locator("select[name=minutes]").selectOption("120");
  await until(page, "minutes=120");
  expect(await count()).toBeLessThan(dramas);
  const facts = await page.locator("#results .facts").allTextContents();
  expect(facts.length).toBeGreaterThan(0);
  for (const fact of facts) expect(fact).toMatch(/^\s*199\d · 1 h \d\d|^\s*199\d · 2 h\b/);
  expect(queryOf(page).toSorted().join(" ")).toBe(
    "decade=1990 genre=Drama kind=stream minutes=120",
  );
});

test("films that are still to come can be hidden", async () => {
  const page = await visit("/?q=avatar");
  expect(await titles(page)).toContain("Avatar 4");
  await openPanel(page);
  await page.locator(".tick:has([name=released])").click();
  await until(page, "released=1");
  expect(await titles(page)).not.toContain("Avatar 4");
  expect(queryOf(page)).toContain("released=1");
});

test("a service is one press, and another press takes it back", async () => {
  const page = await visit("/");
  const chip = page.locator(".quick .chip").first();
  const label = (await chip.getAttribute("aria-label")) ?? "";
  const films = Number(/ (\d+) films?$/.exec(label)?.[1]);
  await chip.click();
  await until(page, "service=");
  expect(Number(await page.locator(".groups b").first().textContent())).toBe(films);
  expect(await chip.getAttribute("aria-current")).toBe("true");
  expect(await page.evaluate("document.activeElement.getAttribute('aria-current')")).toBe("true");
  await chip.click();
  await page.waitForURL((url) => url.search === "");
  await chip.click();
  await until(page, "service=");
  await page.locator(".chosen .chip").click();
  await page.waitForURL((url) => url.search === "");
});

test("the back button leads through the views, and the form says what the address says", async () => {
  const page = await visit("/");
  const first = await titles(page);
  await page.locator("select[name=order]").selectOption("title");
  await until(page, "order=title");
  const byTitle = await titles(page);
  expect(byTitle).not.toEqual(first);
  await openPanel(page);
  await page.locator('.tick:has([value="Horror"])').click();
  await until(page, "genre=Horror");
  await page.goBack();
  await expect.poll(() => titles(page)).toEqual(byTitle);
  expect(await page.locator('[value="Horror"]').isChecked()).toBe(false);
  expect(await page.locator("select[name=order]").inputValue()).toBe("title");
  await page.goBack();
  await expect.poll(() => titles(page)).toEqual(first);
  expect(queryOf(page)).toEqual([]);
});

test("an address is the view, for whoever opens it", async () => {
  const page = await visit("/?genre=Horror&order=oldest&decade=1980");
  expect(await page.locator('[value="Horror"]').isChecked()).toBe(true);
  expect(await page.locator("select[name=decade]").inputValue()).toBe("1980");
  for (const fact of await page.locator("#results .facts").allTextContents()) {
    expect(fact).toContain("198");
  }
});

test("a view without films says why, and each way out of it is a link", async () => {
  const page = await visit("/?q=vertigo&decade=1990");
  expect(await page.locator(".nothing p").textContent()).toBe("“vertigo” · 1990s");
  const ways = page.locator(".ways a");
  expect(await ways.first().innerText()).toMatch(/^Without “vertigo”\s+[1-9]\d*$/);
  expect(await ways.last().innerText()).toMatch(/^The whole list\s+\d+$/);
  await ways.filter({ hasText: "Without 1990s" }).click();
  await expect.poll(() => titles(page)).toEqual(["Vertigo"]);
  expect(await page.locator("select[name=decade]").inputValue()).toBe("");
});

test("the panel is in sight on a phone and in a low window, says how many films there are, and closes", async () => {
  for (const [width, height] of [
    [390, 844],
    [740, 360],
    [1280, 720],
  ] as const) {
    const page = await visit("/", { context: { viewport: { width, height } } });
    await openPanel(page);
    await page.locator('.tick:has([value="Horror"])').click();
    await until(page, "genre=Horror");
    const done = page.getByRole("button", { name: /^Show \d+ films$/ });
    const shown = Number(await page.locator(".groups b").first().textContent());
    expect(await done.textContent()).toBe(`Show ${shown} films`);
    const box = await done.boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    await done.click();
    expect(await page.locator(".panel-inside").isVisible()).toBe(false);
    // Without boxes, too: there are some two hundred elements in it.
    expect(await styleOf(page, ".panel-inside", "display")).toBe("none");
    expect(queryOf(page)).toEqual(["genre=Horror"]);
  }
});

test("a step back closes the panel on a phone, and keeps what was chosen in it", async () => {
  const page = await visit("/?order=title", { width: 390 });
  const panel = page.locator(".panel-inside");
  await openPanel(page);
  await page.waitForFunction("history.state?.panel");
  await page.goBack();
  await panel.waitFor({ state: "hidden" });
  expect(queryOf(page)).toEqual(["order=title"]);
  await openPanel(page);
  await page.locator('.tick:has([value="Horror"])').click();
  await until(page, "genre=Horror");
  await page.locator('.tick:has([value="Drama"])').click();
  await until(page, "genre=Drama");
  await page.goBack();
  await panel.waitFor({ state: "hidden" });
  expect(queryOf(page)).toContain("genre=Horror");
  expect(queryOf(page)).toContain("genre=Drama");
  await page.goBack();
  await page.waitForURL((url) => url.search === "?order=title");
  await expect.poll(() => page.locator('[value="Horror"]').isChecked()).toBe(false);
});

test("a panel that is closed without a choice leaves no step behind", async () => {
  const page = await visit("/?order=title", { width: 390 });
  const steps = await page.evaluate<number>("history.length");
  await openPanel(page);
  await page.getByRole("button", { name: /^Show \d+ films$/ }).click();
  await page.waitForFunction("!history.state?.panel");
  expect(await page.locator(".panel-inside").isVisible()).toBe(false);
  await page.locator('select[name="order"]').selectOption("rating");
  await until(page, "order=rating");
  expect(await page.evaluate<number>("history.length")).toBe(steps + 1);
});

test("a step back undoes a search as a whole, and the field says so", async () => {
  const page = await visit("/");
  await page.locator(".groups").getByRole("link", { name: "Elsewhere" }).click();
  await page.waitForURL(/show=elsewhere/);
  await page.getByRole("searchbox").pressSequentially("the ", { delay: 300 });
  await until(page, "q=the");
  await page.goBack();
  await page.waitForURL((url) => url.search === "?show=elsewhere");
  await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("");
});

test("more films by the keyboard: the link stays, and the first new film has the focus", async () => {
  const page = await visit("/");
  const before = (await titles(page)).length;
  await page.evaluate("document.querySelector('[data-more]').focus({ preventScroll: true })");
  await page.evaluate("document.querySelector('[data-more]').scrollIntoView()");
  await page.waitForTimeout(800);
  expect((await titles(page)).length).toBe(before);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await titles(page)).length).toBeGreaterThan(before);
  const focused = () => page.evaluate<string>("document.activeElement.textContent");
  await expect.poll(focused).toBe((await titles(page))[before]);
});

test("numbers beside the services are those of the films that are shown", async () => {
  const sumOf = async (address: string) => {
    const page = await visit(address);
    const numbers = await page.locator(".quick .chip b").allTextContents();
    return numbers.reduce((sum, text) => sum + Number(text), 0);
  };
  const found = await sumOf("/?q=the");
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(await sumOf("/"));
});

test("the number on the filters goes with them, also from under the focus", async () => {
  const page = await visit("/", { width: 390 });
  await openPanel(page);
  await page.locator('.tick:has([value="Horror"])').click();
  await until(page, "genre=Horror");
  await page.getByRole("button", { name: /^Show \d+ films$/ }).click();
  await expect.poll(() => page.locator(".badge").count()).toBe(1);
  await page.goBack();
  await page.waitForURL((url) => url.search === "");
  await expect.poll(() => page.locator(".badge").count()).toBe(0);
});

test("the group that is shown is in sight, and so is the service", async () => {
  const page = await visit("/?show=unknown", { width: 360 });
  const box = await page.locator(".groups [aria-current]").boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
});

test("how many films a view has is said by one and the same element, and its title names it", async () => {
  const page = await visit("/");
  const said = await page.locator("#found").elementHandle();
  await page.locator("select[name=order]").selectOption("title");
  await openPanel(page);
  await page.locator('.tick:has([value="Horror"])').click();
  await until(page, "genre=Horror");
  const films = await page.locator(".groups b").first().textContent();
  await expect.poll(() => said?.textContent()).toBe(`${films} films`);
  expect(await page.title()).toBe("Horror · watchwhere");
});

test("a finger's keyboard leaves room for the films, and goes when the search is sent", async () => {
  const page = await visit("/", { width: 390, context: { hasTouch: true, isMobile: true } });
  await page.getByRole("searchbox").tap();
  await expect
    .poll(() => page.evaluate<number>("document.activeElement.getBoundingClientRect().top"))
    .toBeLessThan(20);
  await page.keyboard.type("vertigo");
  await page.keyboard.press("Enter");
  await until(page, "q=vertigo");
  expect(await page.evaluate("document.activeElement === document.body")).toBe(true);
});

test("a word is found with and without the signs inside it", async () => {
  for (const text of ["walle", "wall e", "WALL·E"]) {
    const page = await visit(`/?q=${encodeURIComponent(text)}`);
    expect(await titles(page)).toContain("WALL·E");
  }
});

test("none is said in a number", async () => {
  const page = await visit("/?q=zzzz");
  expect(await page.locator(".groups b").first().textContent()).toBe("0");
});

test("more films come as one scrolls", async () => {
  const page = await visit("/");
  const first = (await titles(page)).length;
  await page.keyboard.press("End");
  await expect.poll(async () => (await titles(page)).length).toBeGreaterThan(first);
  const all = await titles(page);
  expect(new Set(all).size).toBe(all.length);
});

test("films come by themselves three times, then by a button; a reload and a step back keep the place", async () => {
  const page = await visit("/?order=title");
  const count = () => page.locator("#results .card").count();
  const screen = await count();
  const more = page.locator("#results [rel=next]");
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 20_000);
      return count();
    })
    .toBe(4 * screen);
  await page.mouse.wheel(0, 20_000);
  await page.locator("footer").scrollIntoViewIfNeeded();
  await more.waitFor();
  expect(await count()).toBe(4 * screen);
  const y = () => page.evaluate<number>("scrollY");
  await page.evaluate("scrollTo(0, 3000)");
  await page.reload();
  await expect.poll(count).toBe(4 * screen);
  await expect.poll(y).toBe(3000);
  await page.goto("/services");
  await page.goBack();
  await expect.poll(count).toBe(4 * screen);
  await expect.poll(y).toBe(3000);
  await more.click();
  await expect.poll(count).toBeGreaterThan(4 * screen);
});

test("without a connection the list stays, says so, and is asked for again", async () => {
  const page = await visit("/", { expects: /ERR_INTERNET_DISCONNECTED/ });
  const before = await titles(page);
  await page.context().setOffline(true);
  await page.getByRole("searchbox").fill("vertigo");
  await page.getByText("No connection. Trying again").waitFor();
  expect(await titles(page)).toEqual(before);
  await page.context().setOffline(false);
  await until(page, "q=vertigo");
  await expect.poll(() => titles(page)).toEqual(["Vertigo"]);
  await expect.poll(() => page.locator(".trouble").textContent()).toBe("");
});

test("shuffled films can be shuffled again, and again", async () => {
  const page = await visit("/?order=random");
  const orders = new Set<string>();
  for (const seed of [0, 1, 2]) {
    if (seed > 0) {
      await page.getByRole("link", { name: "Shuffle again" }).click();
      await until(page, `seed=${seed}`);
      await page.locator("#results:not([aria-busy])").waitFor();
    }
    orders.add((await titles(page)).join());
  }
  expect(orders.size).toBe(3);
});
