// The environment of the app at home: the variables of this process, and under them the file .dev.vars.

import { join } from "node:path";
import { PROJECT_DIR } from "./project.ts";
import { readSettingsFile, unknownNames } from "./settings-file.ts";

export interface Environment {
  /** A variable of this process wins over the file, even if it is empty. */
  values: Record<string, string | undefined>;
  /** The variables of this process alone. */
  own: NodeJS.ProcessEnv;
  /** Whether there is a .dev.vars. */
  fileExists: boolean;
  /** Names in the file that are not settings. */
  unknown: string[];
}

/** SETTINGS_DIR says where the file is, if it is not in the project: the container has it elsewhere. */
export function readEnvironment(own: NodeJS.ProcessEnv): Environment {
  const written = readSettingsFile(join(own.SETTINGS_DIR || PROJECT_DIR, ".dev.vars"));
  return {
    values: { ...written, ...own },
    own,
    fileExists: written !== null,
    unknown: unknownNames(written ?? {}),
  };
}
