import { describe, expect, it } from "vitest";
import { failed } from "../../src/failure.ts";
import { refreshProviders } from "../../src/refresh/providers.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import type { TestContext } from "../context.ts";
import { deliverAll } from "../refresh/deliver.ts";
import { serveList } from "../refresh/neighbours.ts";
import { openPage } from "./app.ts";

const TO_COME = "The first refresh will fetch the services";

async function wholeRefresh(context: TestContext): Promise<void> {
  Object.assign(
    context.letterboxd,
    serveList(() => []),
  );
  await startRefresh(context, "first");
  await deliverAll(context);
}

describe("a country without services", () => {
  it("waits for the first refresh", async () => {
    const page = await openPage([], { country: "AQ" });
    expect(await page.see("/services")).toContain(TO_COME);
  });

  it("has none that TMDB knows of, once it was asked", async () => {
    const page = await openPage((context) => refreshProviders(context), { country: "AQ" });
    const html = await page.see("/services");
    expect(html).toContain("TMDB doesn’t know of any services in Antarctica");
    expect(html).not.toContain(TO_COME);
  });

  it("says so, too, once a refresh could not read them", async () => {
    const page = await openPage(
      async (context) => {
        context.tmdb.listProviders = async () => failed("tmdb-unrecognised", "watch/providers");
        await wholeRefresh(context);
      },
      { country: "AQ" },
    );
    const html = await page.see("/services");
    expect(html).toContain("The last refresh couldn’t fetch the services");
    expect(html).not.toContain(TO_COME);
    expect(html).not.toContain("TMDB knows no services");
  });
});
