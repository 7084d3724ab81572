// The file .dev.vars: what is in it, and what its writer probably did not mean. No value of it is ever repeated.

import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { SETTING_NAMES } from "../settings/index.ts";
import { CannotStart, codeOf } from "./cannot-start.ts";
import { HOME_SETTING_NAMES } from "./home-settings.ts";

/** The values by name; null: there is no such file. Throws CannotStart where it cannot be read. */
export function readSettingsFile(file: string): Record<string, string | undefined> | null {
  try {
    return parseSettingsFile(decode(readFileSync(file)));
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    if (codeOf(error) === "ENOENT") return null;
    throw new CannotStart(`${file} cannot be read${HELP[codeOf(error)] ?? `: ${String(error)}`}`);
  }
}

const HELP: Record<string, string> = {
  EACCES:
    ` by user ${process.getuid?.()}: give it to that user (chown ${process.getuid?.()} .dev.vars), ` +
    "or let everybody on this machine read it (chmod a+r .dev.vars). " +
    "Where SELinux guards containers, also: chcon -t container_file_t .dev.vars",
  EISDIR: ": it is a folder. Remove it, then copy .dev.vars.example to .dev.vars.",
};

/** Any text is text in some encoding, so a wrong one would only be noticed by names that nobody knows. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const hasWideMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (hasWideMark || bytes.includes(0)) {
    throw new CannotStart(
      ".dev.vars is saved as UTF-16, and UTF-8 is needed. In Notepad that is Save as, Encoding: UTF-8; " +
        "in PowerShell, write it with Set-Content -Encoding utf8.",
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CannotStart(
      ".dev.vars is not saved as UTF-8, so its accents would be read wrongly: save it again as UTF-8.",
    );
  }
}

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
        `Put the value in quotes: ${cut[1]}="…"`,
    );
  }
  return parseEnv(lines);
}

/** The names in the file that are not settings: most likely they are misspelt. */
export function unknownNames(values: Record<string, string | undefined>): string[] {
  const known = new Set<string>([...SETTING_NAMES, ...HOME_SETTING_NAMES]);
  return Object.keys(values).filter((name) => !known.has(name));
}
