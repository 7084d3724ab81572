import type { Page } from "playwright-core";
import { expect, test } from "vitest";
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
