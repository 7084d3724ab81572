import type { Page } from "playwright-core";
import { expect, inject, onTestFinished, test } from "vitest";
import { overflow, styleOf, visit } from "./reader.ts";
import { chooseServices } from "./shared-app.ts";

test("what is mine stands first and bright, the rest steps back", async () => {
  onTestFinished(() => chooseServices(inject("app").url));
  const page = await visit("/");
  await page.getByRole("link", { name: "Services", exact: true }).click();
  const ticked = page.getByRole("checkbox", { checked: true });
  while ((await ticked.count()) > 0) await ticked.first().uncheck();
  await page.getByRole("checkbox", { name: /^Netflix/ }).check();
  await page.getByRole("button", { name: "Save and show my films" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  expect(await page.locator("h1").innerText()).toMatch(/^\d+ of \d+ films are on my services$/);
  const groups = await page.locator("#results .group > h2").allInnerTexts();
  expect(groups[0]).toMatch(/^On my services \d+$/);
  const logos = await page.locator(".group.mine .where .logo").evaluateAll((all) => all.length);
  expect(logos).toBeGreaterThan(0);
  expect(await page.locator(".group.mine .card").first().locator(".logo").count()).toBe(1);
  // In a tab of their own they are not dimmed.
  await page.goto("/?decade=1980");
  const poster = ".group.elsewhere .card:not(:hover) .poster";
  expect(
    Number(await page.evaluate(`getComputedStyle(document.querySelector("${poster}")).opacity`)),
  ).toBeLessThan(1);
  await page.goto("/services");
  expect(await page.getByRole("checkbox", { name: /^Netflix/ }).isChecked()).toBe(true);
});

test("typing narrows the services by name", async () => {
  const page = await visit("/services");
  await page.getByRole("searchbox").fill("mubi");
  const names = await page.locator(".service[data-name]:visible .service-name").allInnerTexts();
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name.toLowerCase()).toContain("mubi");
  expect(await page.locator("legend:visible").allInnerTexts()).toEqual([
    "With some of your films",
    "Paying film by film",
  ]);
  const none = page.locator("[data-none]");
  expect(await none.isVisible()).toBe(false);
  await page.getByRole("searchbox").fill("nothing of the kind");
  expect(await none.isVisible()).toBe(true);
});

test("Enter in the search asks for nothing, and loses nothing", async () => {
  const page = await visit("/services");
  const disney = page.getByRole("checkbox", { name: /^Disney/ });
  const before = await disney.isChecked();
  await disney.setChecked(!before);
  await page.getByRole("searchbox").fill("mubi");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).search).toBe("");
  await page.getByRole("searchbox").fill("");
  expect(await disney.isChecked()).toBe(!before);
  expect(await page.getByRole("button", { name: "Find" }).isVisible()).toBe(false);
});

test("that they were saved is said once", async () => {
  onTestFinished(() => chooseServices(inject("app").url));
  const page = await visit("/services");
  await page.getByRole("button", { name: "Save and show my films" }).click();
  const note = page.locator(".note.saved");
  await note.waitFor();
  expect(await note.innerText()).toBe("Your services are saved. Change them");
  await page.waitForURL((url) => url.pathname === "/" && url.search === "");
  await page.reload();
  expect(await note.count()).toBe(0);
});

/** Where an element ends, in pixels from the top of what is seen; also what it holds counts as itself. */
async function edges(page: Page, selector: string): Promise<{ top: number; bottom: number }> {
  return page.evaluate(`(() => {
    const { top, bottom } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return { top, bottom };
  })()`);
}

test("on a phone the bar that saves hides no row, be it the last one or the one with the focus", async () => {
  const page = await visit("/services", { width: 360 });
  await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
  const bar = await edges(page, ".save");
  expect((await edges(page, ".shops .service:last-child")).bottom).toBeLessThanOrEqual(bar.top);
  expect(bar.bottom - bar.top).toBeLessThan(80);
  await page.evaluate("scrollTo(0, 0)");
  await page.getByRole("searchbox").focus();
  const rows = await page.locator(".service").count();
  for (let row = 0; row < rows; row += 1) {
    await page.keyboard.press("Tab");
    const focused = await edges(page, ".service:has(:focus)");
    expect(focused.bottom).toBeLessThanOrEqual((await edges(page, ".save")).top);
    expect(focused.top).toBeGreaterThanOrEqual(0);
  }
});

test("a row shows one sign of the focus, and the search is as wide as the rows", async () => {
  const page = await visit("/services", { width: 360 });
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("Tab");
  expect(await styleOf(page, ".service:has(:focus)", "outlineStyle")).toBe("solid");
  expect(await styleOf(page, ".service :focus", "outlineStyle")).toBe("none");
  const width = (selector: string) =>
    page.evaluate<number>(`document.querySelector("${selector}").getBoundingClientRect().width`);
  expect(await width("input[type=search]")).toBe(await width(".service"));
  expect(await width(".shops .service")).toBe(await width(".service"));
});

test("with large text and a search that finds nothing the page still fits a phone", async () => {
  const page = await visit("/services?q=nothing+of+the+kind", { width: 390, noScript: true });
  await page.evaluate(`document.documentElement.style.fontSize = "24px"`);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await page.locator("[data-none]").isVisible()).toBe(true);
});
