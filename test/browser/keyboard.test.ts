import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { findViolations } from "./axe.ts";
import { titles, visit } from "./reader.ts";

const focused = (page: Page, of: string) =>
  page.evaluate<string>(`document.activeElement?.${of} ?? ""`);

/** Presses Tab until what has the focus is the one that is sought. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`))
      return;
  }
  throw new Error(`Tab does not come to ${selector}`);
}

test("a slash goes to the search, on the films and on the services", async () => {
  for (const path of ["/", "/services"]) {
    const page = await visit(path);
    await page.keyboard.press("/");
    expect(await focused(page, "type")).toBe("search");
    await page.keyboard.type("a/b");
    expect(await focused(page, "value")).toBe("a/b");
  }
});

test("the first Tab offers to skip to the content", async () => {
  const page = await visit("/");
  await page.keyboard.press("Tab");
  expect(await focused(page, "textContent.trim()")).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  await tabTo(page, "main *");
});

test("filters, a film and back again by keys alone", async () => {
  const page = await visit("/");
  await tabTo(page, ".panel > summary");
  await page.keyboard.press("Enter");
  await tabTo(page, '[name=genre][value="Horror"]');
  await page.keyboard.press("Space");
  await page.waitForURL(/genre=Horror/);
  await page.keyboard.press("Escape");
  expect(await focused(page, "tagName")).toBe("SUMMARY");
  await page.locator("#results:not([aria-busy])").waitFor();
  const [first = ""] = await titles(page);
  await tabTo(page, ".card h3 a");
  expect(await focused(page, "textContent.trim()")).toBe(first);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: first }).waitFor();
  // The focus stays inside while the dialog is open.
  for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("Tab");
  expect(
    await page.evaluate<boolean>(
      "document.activeElement === document.body || document.activeElement.closest('dialog') !== null",
    ),
  ).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(await focused(page, "textContent.trim()")).toBe(first);
});

test("whatever has the focus shows it", async () => {
  const page = await visit("/");
  const withoutSign: string[] = [];
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const shows = await page.evaluate<boolean>(`(() => {
      const at = document.activeElement;
      const near = [at, at.nextElementSibling, at.closest(".card")?.querySelector(".poster")];
      return near.some((one) => one && getComputedStyle(one).outlineStyle !== "none");
    })()`);
    if (!shows) withoutSign.push(await focused(page, "outerHTML.slice(0, 120)"));
  }
  expect(withoutSign).toEqual([]);
});

test("from film to film by j, k and arrows, one stop of Tab each, and on in the dialog", async () => {
  const page = await visit("/?order=title");
  const all = await titles(page);
  const name = () => focused(page, "textContent.trim()");
  for (const [key, at] of [
    ["j", 0],
    ["j", 1],
    ["k", 0],
    ["ArrowRight", 1],
    ["Tab", 2],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await name()]).toEqual([key, all[at]]);
  }
  await page.keyboard.press("ArrowDown");
  expect(all.indexOf(await name())).toBeGreaterThan(3);
  await page.keyboard.press("ArrowUp");
  expect(await name()).toBe(all[2]);
  await page.keyboard.press("o");
  await page.getByRole("dialog", { name: all[2] ?? "" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("dialog", { name: all[3] ?? "" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => url.pathname === "/");
  await expect.poll(name).toBe(all[3]);
});

test("keys of one sign do nothing while one types, and can be switched off", async () => {
  const page = await visit("/");
  await page.keyboard.press("/");
  await page.keyboard.type("jk?p");
  expect(await focused(page, "value")).toBe("jk?p");
  await page.keyboard.press("Escape");
  expect(await focused(page, "tagName")).toBe("BODY");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await help.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  expect(await page.locator("dialog[open], .card :focus").count()).toBe(0);
  await page.locator("summary", { hasText: "More" }).click();
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await help.getByRole("checkbox").check();
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  expect(await page.locator(".card :focus").count()).toBe(1);
});

test("in the pick the arrows lead to another one, and back", async () => {
  const page = await visit("/pick");
  // The address is that of this pick, without a redirect.
  await page.waitForURL(/seed=/);
  const title = () => page.locator("h1").textContent();
  const first = await title();
  await page.keyboard.press("ArrowRight");
  await expect.poll(title).not.toBe(first);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(title).toBe(first);
});
