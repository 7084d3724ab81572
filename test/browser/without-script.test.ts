import { expect, inject, onTestFinished, test } from "vitest";
import { untilIdle } from "../home/ask.ts";
import { queryOf, titles, visit } from "./reader.ts";
import { chooseServices } from "./shared-app.ts";

const PLAIN = { noScript: true } as const;

test("the filters are a form, and the view has the same address", async () => {
  const page = await visit("/", PLAIN);
  await page.getByRole("searchbox").fill("vertigo");
  await page.getByRole("button", { name: "Find" }).click();
  expect(await titles(page)).toEqual(["Vertigo"]);
  expect(queryOf(page)).toContain("q=vertigo");
  await page.goto("/");
  await page.locator(".panel > summary").click();
  await page.locator('.tick:has([value="Horror"])').click();
  await page.getByRole("button", { name: "Show films" }).click();
  expect(queryOf(page)).toContain("genre=Horror");
  expect((await titles(page)).length).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Remove the filter Horror" }).click();
  expect(queryOf(page).filter((field) => field.startsWith("genre"))).toEqual([]);
});

test("more films, a film and the pick are links", async () => {
  const page = await visit("/", PLAIN);
  const first = await titles(page);
  await page.getByRole("link", { name: /^More/ }).click();
  expect(new URL(page.url()).hash).toBe("#results");
  const second = await titles(page);
  expect(second.length).toBeGreaterThan(0);
  expect(second.filter((title) => first.includes(title))).toEqual([]);
  await page.locator(".card h3 a").first().click();
  expect(await page.locator("h1").textContent()).toBe(second[0]);
  await page.goto("/pick?seed=5");
  const picked = await page.locator(".picked h1").innerText();
  await page.getByRole("link", { name: "Another one" }).click();
  expect(await page.locator(".picked h1").innerText()).not.toBe(picked);
});

test("services are a form", async () => {
  onTestFinished(() => chooseServices(inject("app").url));
  const page = await visit("/services?q=mubi", PLAIN);
  expect(await page.locator(".service-name").first().innerText()).toContain("MUBI");
  await page.getByRole("checkbox", { name: /^MUBI \+?\d/ }).check();
  const netflix = page.getByRole("checkbox", { name: /^Netflix \+?\d/ });
  await netflix.uncheck();
  // A search keeps what is ticked and what is not, before anything of it is saved.
  await page.getByRole("searchbox").fill("net");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/q=net/);
  expect(await page.locator(".service-name").first().innerText()).toContain("Netflix");
  expect(await netflix.isChecked()).toBe(false);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "Find" }).click();
  expect(await page.getByRole("checkbox", { name: /^MUBI \+?\d/ }).isChecked()).toBe(true);
  await page.getByRole("button", { name: "Save and show my films" }).click();
  expect(await page.locator(".note.saved").textContent()).toContain("services are saved.");
  expect(await page.locator("h1").innerText()).toContain("on my services");
});

test("a refresh is a button, and the page loads itself again while it runs", async () => {
  const page = await visit("/", PLAIN);
  await page.getByRole("button", { name: "Refresh" }).click();
  expect(new URL(page.url()).pathname).toBe("/");
  await untilIdle(inject("app").url, 60_000);
  // Only while one runs does the page say that it wants to be loaded again.
  await page.goto("/");
  expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(0);
});

test("an import and a mended match are forms", async () => {
  const page = await visit("/import", { ...PLAIN, expects: /status of 400/ });
  await page.getByLabel(/Your export/).setInputFiles({
    name: "watchlist.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Date,Name,Year,Letterboxd URI\n2024-05-02,Vertigo,1958,\n"),
  });
  await page.getByRole("button", { name: "Import" }).click();
  expect(await page.locator(".note.taken h2").textContent()).toBe("1 film imported");
  await untilIdle(inject("app").url, 60_000);
  await page.goto("/import");
  await page.getByRole("button", { name: "Undo it" }).click();
  await untilIdle(inject("app").url, 60_000);

  await page.goto("/film/heat-1995");
  await page.getByRole("link", { name: "Wrong film?" }).click();
  await page.locator(".match-other summary").click();
  await page.getByLabel(/Paste its address or number on TMDB/).fill("not an address");
  await page.getByRole("button", { name: "Match", exact: true }).click();
  expect(await page.getByRole("alert").textContent()).toContain("Nothing was changed");
  await page
    .getByLabel(/Paste its address or number on TMDB/)
    .fill("https://www.themoviedb.org/movie/949");
  await page.getByRole("button", { name: "Match", exact: true }).click();
  await untilIdle(inject("app").url, 60_000);
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await untilIdle(inject("app").url, 60_000);
});
