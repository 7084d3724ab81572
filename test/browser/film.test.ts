import { expect, inject, onTestFinished, test } from "vitest";
import { queryOf, visit } from "./reader.ts";
import { chooseServices } from "./shared-app.ts";

test("a film opens in a dialog with its own address, and Escape leads back to the view", async () => {
  const page = await visit("/?q=vertigo");
  const link = page.locator(".card h3 a");
  await link.click();
  const dialog = page.getByRole("dialog", { name: "Vertigo" });
  await dialog.waitFor();
  expect(new URL(page.url()).pathname).toBe("/film/vertigo");
  expect(await page.title()).toContain("Vertigo (1958)");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.waitForURL((url) => url.pathname === "/");
  expect(queryOf(page)).toEqual(["q=vertigo"]);
  expect(await page.title()).toBe("“vertigo” · watchwhere");
  expect(await page.evaluate<string>("document.activeElement.textContent")).toBe("Vertigo");
});

test("the back button closes the dialog, and the forward button opens it again", async () => {
  const page = await visit("/?q=vertigo");
  await page.locator(".card h3 a").click();
  const dialog = page.getByRole("dialog", { name: "Vertigo" });
  await dialog.waitFor();
  await page.goBack();
  await dialog.waitFor({ state: "hidden" });
  expect(new URL(page.url()).pathname).toBe("/");
  await page.goForward();
  await dialog.waitFor();
  expect(new URL(page.url()).pathname).toBe("/film/vertigo");
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.waitForURL((url) => url.pathname === "/");
});

test("the dialog's address is a page of its own, with every offer and where it comes from", async () => {
  const page = await visit("/film/heat-1995");
  expect(await page.locator("h1").textContent()).toBe("Heat");
  expect(await page.locator("dialog").count()).toBe(0);
  expect(await page.locator(".offer-row.stream .chip span:not(.sr)").allTextContents()).toEqual([
    "Disney+",
  ]);
  expect(await page.locator(".offers").textContent()).toContain("JustWatch");
});

test("every film on the list leads to “Wrong film?” through its dialog", async () => {
  const page = await visit("/?q=heat");
  await page.locator(".card h3 a").first().click();
  await page.getByRole("dialog").getByRole("link", { name: "Wrong film?" }).click();
  await page.waitForURL(/\/matches\/\d+$/);
  expect(await page.locator(".match-title").textContent()).toContain("Heat");
});

test("a film that takes its time to open says so on its card", async () => {
  const page = await visit("/?q=vertigo");
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/film/vertigo?*", async (route) => {
    await asked;
    await route.continue();
  });
  await page.locator(".card h3 a").click();
  await page.locator('.card[aria-busy="true"]').waitFor();
  answer();
  await page.getByRole("dialog", { name: "Vertigo" }).waitFor();
  expect(await page.locator("[aria-busy]").count()).toBe(0);
});

test("another pick is pressed where the last one was", async () => {
  for (const width of [360, 1280]) {
    const page = await visit("/pick?seed=3", { width });
    const another = page.getByRole("link", { name: "Another one" });
    const places = new Set<number>();
    for (let turn = 1; turn < 5; turn += 1) {
      places.add(Math.round((await another.boundingBox())?.y ?? -1));
      await another.click();
      await page.waitForURL(new RegExp(`turn=${turn}$`));
    }
    expect(places.size).toBe(1);
  }
});

test("the keyboard stays on “another one”, and the page is named after the film", async () => {
  const page = await visit("/pick?seed=3");
  await page.getByRole("link", { name: "Another one" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/turn=1$/);
  const title = await page.locator(".picked h1").innerText();
  expect(await page.evaluate<string>("document.activeElement.textContent.trim()")).toBe(
    "Another one",
  );
  expect(await page.title()).toBe(`${title}? · Pick for me · watchwhere`);
  expect(await page.locator("#picked").textContent()).toBe(title);
  await page.goBack();
  await expect.poll(() => page.locator(".picked h1").innerText()).not.toBe(title);
});

test("where one can watch stands out only if it is with what one has", async () => {
  onTestFinished(() => chooseServices(inject("app").url));
  const page = await visit("/film/heat-1995");
  const led = page.locator(".film-links .button").first();
  expect(await led.getAttribute("class")).toContain("accent");
  await chooseServices(inject("app").url, ["8"]);
  await page.reload();
  expect(await led.getAttribute("class")).not.toContain("accent");
});

test("the pick is one film that can be watched, another is never the same, and time is a limit", async () => {
  const page = await visit("/");
  await page.locator(".bar .pick").click();
  await page.waitForURL(/\/pick\?.*seed=/);
  const picked = () => page.locator(".picked h1").innerText();
  const seen = [await picked()];
  for (let turn = 1; turn < 4; turn += 1) {
    await page.getByRole("link", { name: "Another one" }).click();
    await page.waitForURL(new RegExp(`turn=${turn}$`));
    seen.push(await picked());
  }
  expect(new Set(seen).size).toBe(4);
  await page.getByRole("spinbutton").fill("95");
  await page.getByRole("button", { name: "Go" }).click();
  await page.waitForURL(/minutes=95/);
  for (let turn = 0; turn < 3; turn += 1) {
    const [, runtime = ""] = (await page.locator(".film-facts").innerText()).split(/\s·\s/);
    const [, hours = 0, minutes = 0] = /^(?:(\d+)\sh)?\s?(?:(\d+)(?:\smin)?)?$/.exec(runtime) ?? [];
    const length = Number(hours) * 60 + Number(minutes);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(95);
    await page.getByRole("link", { name: "Another one" }).click();
  }
});

test("the pick keeps to the view that one comes from", async () => {
  const page = await visit("/?genre=Horror");
  await page.locator(".bar .pick").click();
  await page.waitForURL(/\/pick\?.*genre=Horror/);
  await page.locator(".picked h1 a").click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  expect(await dialog.locator(".film-facts").textContent()).toContain("Horror");
});

test("a closed dialog leaves the list below it as it was", async () => {
  const page = await visit("/");
  const first = await page.locator(".card").count();
  await page.keyboard.press("End");
  await expect.poll(() => page.locator(".card").count()).toBeGreaterThan(first);
  const link = page.locator(".card h3 a").nth(first + 3);
  await link.click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => url.pathname === "/");
  await page.waitForTimeout(500);
  expect(await page.locator(".card").count()).toBeGreaterThan(first);
  const focused = await page.evaluate<string>("document.activeElement.textContent");
  expect(focused).toBe(await link.textContent());
});
