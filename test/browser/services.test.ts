import { expect, inject, onTestFinished, test } from "vitest";
import { visit } from "./reader.ts";
import { chooseServices } from "./shared-app.ts";

test("what is mine stands first and bright, the rest steps back", async () => {
  onTestFinished(() => chooseServices(inject("app").url));
  const page = await visit("/");
  await page.getByRole("link", { name: "My services", exact: true }).click();
  const ticked = page.getByRole("checkbox", { checked: true });
  while ((await ticked.count()) > 0) await ticked.first().uncheck();
  await page.getByRole("checkbox", { name: /^Netflix/ }).check();
  await page.getByRole("button", { name: "Save, and show my films" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  expect(await page.locator("h1").innerText()).toMatch(/^\d+ of \d+ films are on my services$/);
  const groups = await page.locator("#results .group > h2").allInnerTexts();
  expect(groups[0]).toMatch(/^On my services \d+$/);
  const logos = await page.locator(".group.mine .where .logo").evaluateAll((all) => all.length);
  expect(logos).toBeGreaterThan(0);
  expect(await page.locator(".group.mine .card").first().locator(".logo").count()).toBe(1);
  await page.goto("/?show=elsewhere");
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
  const names = await page.locator(".service:visible .service-name").allInnerTexts();
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name.toLowerCase()).toContain("mubi");
  expect(await page.locator("legend:visible").allInnerTexts()).toEqual([
    "With films of yours",
    "Paying for each film",
  ]);
  const none = page.getByText("No service of that name is known in");
  expect(await none.isVisible()).toBe(false);
  await page.getByRole("searchbox").fill("nothing of the kind");
  expect(await none.isVisible()).toBe(true);
});
