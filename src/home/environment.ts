// The environment of the app at home: the variables of this process, and the file .dev.vars under them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart, codeOf } from "./cannot-start.ts";
import { PROJECT_DIR } from "./project.ts";
import { parseSettingsFile, unknownNames } from "./settings-file.ts";

export interface Environment {
  /** A variable of this process wins over the file, also where it is empty. */
  values: Record<string, string | undefined>;
  /** Whether there is a .dev.vars. */
  fileExists: boolean;
  /** Names in the file that are no settings. */
  unknown: string[];
}

/** SETTINGS_DIR says where the file is, if it is not in the project: the container has it elsewhere. */
export function readEnvironment(own: NodeJS.ProcessEnv): Environment {
  const file = join(own.SETTINGS_DIR || PROJECT_DIR, ".dev.vars");
  try {
    const written = parseSettingsFile(readFileSync(file, "utf8"));
    return { values: { ...written, ...own }, fileExists: true, unknown: unknownNames(written) };
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    if (codeOf(error) === "ENOENT") return { values: own, fileExists: false, unknown: [] };
    throw new CannotStart(`${file} cannot be read${HELP[codeOf(error)] ?? `: ${String(error)}`}`);
  }
}

const HELP: Record<string, string> = {
  EACCES:
    ` by user ${process.getuid?.()}: give it to that user (chown ${process.getuid?.()} .dev.vars), ` +
    "or let everybody on this machine read it (chmod a+rX . .dev.vars).",
  EISDIR: ": it is a folder. Remove it, then copy .dev.vars.example to .dev.vars.",
};
