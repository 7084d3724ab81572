// The file .dev.vars: what stands in it, and what its writer probably did not mean. Nothing of a value is repeated.

import { parseEnv } from "node:util";
import { SETTING_NAMES } from "../settings/index.ts";
import { CannotStart } from "./cannot-start.ts";
import { HOME_SETTING_NAMES } from "./home-settings.ts";

/** Throws where a value would silently be cut short: a password, say, would be another one than written. */
export function parseSettingsFile(text: string): Record<string, string | undefined> {
  // Some editors on Windows begin a file with a mark that nobody sees.
  const lines = text.replace(/^\uFEFF/, "");
  const cut = /^[ \t]*(?:export[ \t]+)?([A-Z_]+)[ \t]*=(?![ \t]*["'`])[^\r\n#]*(?<=\S)#/m.exec(
    lines,
  );
  if (cut) {
    throw new CannotStart(
      `${cut[1]} in .dev.vars has a # in it, and what follows would be taken for a comment. ` +
        `Put the value into quotes: ${cut[1]}="…"`,
    );
  }
  return parseEnv(lines);
}

/** The names in the file that are no settings: misspelt ones, most likely. */
export function unknownNames(values: Record<string, string | undefined>): string[] {
  const known = new Set<string>([...SETTING_NAMES, ...HOME_SETTING_NAMES]);
  return Object.keys(values).filter((name) => !known.has(name));
}
