import { zipSync } from "fflate";
import { expect, inject, onTestFinished, test } from "vitest";
import { untilIdle } from "../home/ask.ts";
import { visit } from "./reader.ts";

const HEADER = "Date,Name,Year,Letterboxd URI";

function csv(...rows: string[]): Buffer {
  return Buffer.from([HEADER, ...rows, ""].join("\r\n"));
}

/** An import is undone, so that the next test finds what it expects. */
function undoAtTheEnd(): void {
  onTestFinished(async () => {
    const { url } = inject("app");
    await untilIdle(url, 60_000);
    const html = await (await fetch(`${url}/import`)).text();
    const id = /name="import" value="(\d+)"/.exec(html)?.[1];
    if (id)
      await fetch(`${url}/import/undo`, {
        method: "POST",
        body: new URLSearchParams({ import: id }),
      });
    await untilIdle(url, 60_000);
  });
}

test("a chosen ZIP comes in, says what it brought, and can be undone", async () => {
  const page = await visit("/import");
  undoAtTheEnd();
  const watchlist = csv("2024-05-01,Ran,1985,https://boxd.it/29HE", "2024-05-02,Vertigo,1958,");
  const zip = zipSync({ "watchlist.csv": watchlist, "diary.csv": Buffer.from("nothing of ours") });
  await page.getByLabel(/Your export/).setInputFiles({
    name: "letterboxd-demo-2024-05-03-utc.zip",
    mimeType: "application/zip",
    buffer: Buffer.from(zip),
  });
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByRole("heading", { name: "2 films imported" }).waitFor();
  await untilIdle(inject("app").url, 60_000);
  // What was brought is not taken from under the reader's eyes.
  await page.waitForTimeout(2500);
  expect(await page.getByRole("heading", { name: "2 films imported" }).isVisible()).toBe(true);
  await page.getByRole("button", { name: "Undo it" }).click();
  await page.locator(".import-last").getByText("It was undone").waitFor();
});

test("a file can be dropped on the form", async () => {
  const page = await visit("/import");
  undoAtTheEnd();
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(csv("2024-05-02,Vertigo,1958,").toString())}],
      "watchlist.csv", { type: "text/csv" }));
    return transfer;
  })()`);
  const form = page.locator("form[data-drop]");
  await form.dispatchEvent("dragover", { dataTransfer: transfer });
  expect(await form.getAttribute("class")).toContain("over");
  await form.dispatchEvent("drop", { dataTransfer: transfer });
  await page.getByRole("heading", { name: "1 film imported" }).waitFor();
});

test("what is no export is refused with the reason and the way to the right one", async () => {
  const page = await visit("/import", { expects: /status of 4\d\d/ });
  await page.getByLabel(/Your export/).setInputFiles({
    name: "holiday.zip",
    mimeType: "application/zip",
    buffer: Buffer.from("not a ZIP at all"),
  });
  await page.getByRole("button", { name: "Import" }).click();
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.textContent()).toContain("Couldn’t import this file");
  expect(await page.getByRole("button", { name: "Import" }).isVisible()).toBe(true);
});

test("the list goes out as it came in", async () => {
  const page = await visit("/import");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("main").getByRole("link", { name: "CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const json = page.locator("main").getByRole("link", { name: "JSON" });
  expect(await json.getAttribute("href")).toBe("/export.json");
});

test("a page without a mouse says nothing of dropping a file", async () => {
  const desk = await visit("/import");
  expect(await desk.getByText("drop it here").isVisible()).toBe(true);
  const phone = await visit("/import", { width: 390, context: { hasTouch: true, isMobile: true } });
  expect(await phone.getByLabel(/Your export/).isVisible()).toBe(true);
  expect(await phone.getByText("drop it here").isVisible()).toBe(false);
});

test("its headings say what each part is for", async () => {
  const page = await visit("/import");
  const headings = page.locator("main").getByRole("heading");
  expect((await headings.allTextContents()).filter((words) => words !== "The last import")).toEqual(
    ["Import your Letterboxd export", "How to get your export", "Download the list"],
  );
});
