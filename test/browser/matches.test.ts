import { expect, inject, onTestFinished, test } from "vitest";
import { untilIdle } from "../home/ask.ts";
import { findViolations } from "./axe.ts";
import { overflow, visit } from "./reader.ts";

test.for([{ noScript: false }, { noScript: true }])(
  "whoever goes through a long list on a phone stays where they are ($noScript: without a script)",
  async ({ noScript }) => {
    onTestFinished(async () => void (await untilIdle(inject("app").url, 60_000)));
    const page = await visit("/matches", { width: 390, noScript });
    const titles = () => page.locator(".match-title").allInnerTexts();
    const before = await titles();
    expect(before.length).toBeGreaterThan(3);
    const film = page.locator(".match").nth(2);
    await film.locator(".match-other summary").click();
    const answer = film.getByRole("button", { name: /^TMDB doesn’t have it/ });
    // Where there is nothing to choose from, the rest is open already.
    if (!(await answer.isVisible())) await film.locator("summary").click();
    await answer.click();
    await page.waitForURL(/at=2#decided$/);
    const note = page.locator("#decided");
    const isInView = async () => {
      const box = await note.boundingBox();
      return box !== null && box.y > 0 && box.y < 250;
    };
    expect(await isInView()).toBe(true);
    expect((await titles())[2]).toBe(before[3]);
    const undo = note.getByRole("button", { name: "Undo" });
    await undo.click();
    await undo.waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("at")).toBe("2");
    expect(await isInView()).toBe(true);
    expect(await page.evaluate<string>("document.activeElement.id")).toBe("decided");
  },
);

test("the search for the right film needs no mouse, breaks no rule of axe and fits a small phone", async () => {
  const page = await visit("/film/heat-1995", { width: 360 });
  await page.getByRole("link", { name: "Wrong film?" }).click();
  const field = page.getByLabel(/^Title and year/);
  expect(await field.inputValue()).toBe("Heat 1995");
  await field.fill("dune");
  await field.press("Enter");
  const found = page.locator(".found-title");
  await found.first().waitFor();
  expect(await found.count()).toBeGreaterThan(1);
  expect(await found.locator("img").first().getAttribute("alt")).toMatch(/^Poster of Dune/);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findViolations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});
