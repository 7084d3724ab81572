import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_DIR } from "../../src/home/project.ts";

test("Cloudflare is told to log no address, since one may carry a token", () => {
  const text = readFileSync(join(PROJECT_DIR, "wrangler.toml"), "utf8");
  const [, observability = ""] = /^\[observability\]\n([^[]*)/m.exec(text) ?? [];
  const [, logs = ""] = /^\[observability\.logs\]\n([^[]*)/m.exec(text) ?? [];
  expect(observability).toMatch(/^redact_query_string = true$/m);
  expect(logs).toMatch(/^invocation_logs = false$/m);
});
