import { expect, inject, onTestFinished, test } from "vitest";
import { untilIdle } from "../home/ask.ts";
import { filmOf } from "../stand-ins/film.ts";
import { command, titles, visit } from "./reader.ts";

const REFRESH_MS = 60_000;

/** A refresh that has something to do, and takes its time about it. */
async function addFilm(title: string): Promise<void> {
  const { letterboxdOrigin, tmdbOrigin } = inject("app");
  const film = filmOf({ title, year: 2020 });
  await command(tmdbOrigin, { add: film, latencyMs: 1500 });
  await command(letterboxdOrigin, { add: { film } });
  onTestFinished(async () => {
    await command(tmdbOrigin, { latencyMs: 0 });
    await untilIdle(inject("app").url, REFRESH_MS);
  });
}

test("a pressed refresh shows how far it is, and ends with the new film on the page", async () => {
  await addFilm("A Film Added Just Now");
  const page = await visit("/");
  await page.getByRole("button", { name: "Refresh" }).click();
  const progress = page.locator("[data-progress]");
  await progress.waitFor();
  expect(await page.getByRole("button", { name: "Refreshing" }).isDisabled()).toBe(true);
  await expect
    .poll(() => progress.locator("output").textContent(), { timeout: REFRESH_MS })
    .toMatch(/Looking up where films stream: \d of 1/);
  await progress.waitFor({ state: "detached", timeout: REFRESH_MS });
  expect(await titles(page)).toContain("A Film Added Just Now");
});

test("progress goes on after the line was down", async () => {
  await addFilm("Added Behind a Tunnel");
  const page = await visit("/", { expects: /ERR_INTERNET_DISCONNECTED/ });
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.locator("[data-progress]").waitFor();
  await page.context().setOffline(true);
  await untilIdle(inject("app").url, REFRESH_MS);
  expect(await page.locator("[data-progress]").count()).toBe(1);
  await page.context().setOffline(false);
  await page.locator("[data-progress]").waitFor({ state: "detached", timeout: REFRESH_MS });
  expect(await titles(page)).toContain("Added Behind a Tunnel");
});

test("whoever is about to do something is not interrupted by the end of a refresh", async () => {
  await addFilm("Added Meanwhile");
  const page = await visit("/");
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.locator("[data-progress]").waitFor();
  await page.locator(".card h3 a").first().click();
  await page.getByRole("dialog").waitFor();
  await untilIdle(inject("app").url, REFRESH_MS);
  const done = page.getByRole("link", { name: "Show how things stand now" });
  await done.waitFor({ state: "attached", timeout: REFRESH_MS });
  expect(await page.getByRole("dialog").isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await done.click();
  await expect.poll(() => titles(page)).toContain("Added Meanwhile");
});
