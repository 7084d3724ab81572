import { expect, inject, onTestFinished, test } from "vitest";
import { untilIdle } from "../home/ask.ts";
import { visit } from "./reader.ts";

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
    const answer = film.getByRole("button", { name: /^TMDB does not have it/ });
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
