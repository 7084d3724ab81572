// What the commands beside the app have in common: they need no setting but DATA_DIR, take one argument,
// and say in words why they could not do it.

import { problemsText } from "../settings/index.ts";
import { CannotStart } from "./cannot-start.ts";
import { readEnvironment } from "./environment.ts";
import { readHomeSettings } from "./home-settings.ts";

interface Given {
  dataDir: string;
  argument: string | undefined;
}

export async function runCommand(command: (given: Given) => Promise<void>): Promise<void> {
  try {
    const { DATA_DIR } = readEnvironment(process.env).values;
    const home = readHomeSettings({ DATA_DIR });
    if (!home.ok) throw new CannotStart(problemsText(home.problems));
    await command({ dataDir: home.settings.dataDir, argument: process.argv[2] });
  } catch (error) {
    console.error(error instanceof CannotStart ? error.message : error);
    process.exitCode = 1;
  }
}
