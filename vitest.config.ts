import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { bundleBrowser } from "./src/home/bundle-browser.ts";

// The Worker serves what this makes.
bundleBrowser();

/** Tests of what runs in the Worker, inside workerd. */
function inWorkerd() {
  return cloudflareTest(async () => ({
    wrangler: { configPath: "./wrangler.toml" },
    miniflare: {
      bindings: { TEST_MIGRATIONS: await readD1Migrations("./migrations") },
    },
  }));
}

const COSTS = "test/costs/**";

// Two rings of tests: what runs in the Worker is tested inside workerd, with the real D1 and the real
// queues; the home program and the page in a browser are tested from Node, from outside.
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [inWorkerd()],
        test: {
          name: "workerd",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [
            "test/home/**",
            "test/upgrade/**",
            "test/browser/**",
            "test/container/**",
            COSTS,
          ],
          setupFiles: ["./test/set-up.ts"],
          isolate: false,
          // Long enough for a machine that has much else to do.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // In a Worker of their own: one that remembers something asks D1 for less.
        plugins: [inWorkerd()],
        test: {
          name: "costs",
          include: [`${COSTS}/*.test.ts`],
          setupFiles: ["./test/set-up.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "node",
          include: ["test/home/**/*.test.ts", "test/upgrade/**/*.test.ts"],
          // Most of the time they wait for a program to start or to stop.
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["./test/browser/shared-app.ts"],
          // They share one app, and some change what is in it.
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // A machine with two cores draws a page of many posters in its own time.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
