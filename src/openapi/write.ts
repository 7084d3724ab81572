// Writes the document beside the route that serves it. The build runs this; by hand: `npm run openapi`.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openapiDocument } from "./document.ts";

const PROJECT_DIR = join(import.meta.dirname, "../..");
export const OPENAPI_FILE = join(PROJECT_DIR, "src/web/openapi.json");

/** What the document is made from. These files are not in the bundle, but it has to be built again when one changes. */
export const OPENAPI_SOURCES = readdirSync(import.meta.dirname).map(
  (name) => `src/openapi/${name}`,
);

export function openapiText(): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT_DIR, "package.json"), "utf8")) as {
    version: string;
  };
  return `${JSON.stringify(openapiDocument(version), null, 2)}\n`;
}

/** Leaves the file alone if it is as it should be: a newer file would have the app built again. */
export function writeOpenapi(): void {
  const text = openapiText();
  if (readFileSync(OPENAPI_FILE, "utf8") !== text) writeFileSync(OPENAPI_FILE, text);
}

if (import.meta.main) writeOpenapi();
