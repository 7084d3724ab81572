// The settings that only the home program has: where it serves, and where it keeps everything.

import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { homedir } from "node:os";
import { resolve } from "node:path";
import * as z from "zod";
import { bare, optional } from "../settings/fields.ts";
import type { SettingsProblem } from "../settings/index.ts";
import { invalid, quote, understood, type Understood } from "../settings/reading.ts";
import { PROJECT_DIR } from "./project.ts";

export interface HomeSettings {
  port: number;
  /** Where to listen. 127.0.0.1: this machine alone; 0.0.0.0 or :: everybody who reaches it. */
  host: string;
  /** Absolute. */
  dataDir: string;
}

const schema = z.object({
  PORT: optional("8000", readPort),
  HOST: optional("127.0.0.1", readHost),
  DATA_DIR: optional("data", readFolder),
});

export const HOME_SETTING_NAMES = Object.keys(schema.shape);

export function readHomeSettings(
  environment: Record<string, string | undefined>,
): { ok: true; settings: HomeSettings } | { ok: false; problems: SettingsProblem[] } {
  const written: Record<string, string> = {};
  for (const name of HOME_SETTING_NAMES) {
    const text = bare(environment[name]);
    if (text !== null && text !== "") written[name] = text;
  }
  const reading = schema.safeParse(written);
  if (!reading.success) {
    const problems = reading.error.issues.map(({ path, message }) => ({
      setting: String(path[0]),
      message,
    }));
    return { ok: false, problems };
  }
  const { PORT, HOST, DATA_DIR } = reading.data;
  return { ok: true, settings: { port: PORT, host: HOST, dataDir: DATA_DIR } };
}

function readPort(text: string): Understood<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535
    ? understood(port)
    : invalid(`${quote(text)} is not a port: a whole number from 1 to 65535 is expected.`);
}

function readHost(text: string): Understood<string> {
  if (text === "localhost" || isIP(text) !== 0) return understood(text);
  return invalid(
    `${quote(text)} is not an address of this machine. ` +
      "127.0.0.1 serves this machine alone, 0.0.0.0 (or ::, with IPv6) everybody who reaches it.",
  );
}

/** A path that is not a whole one begins at the project's folder. */
function readFolder(text: string): Understood<string> {
  const literal = resolve(PROJECT_DIR, text);
  // What an earlier version has put into a folder named "~" is not lost for that.
  if (existsSync(literal)) return understood(literal);
  // A shell would put the home folder here, but none reads .dev.vars.
  const path = text.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, homedir());
  if (/^~|[$%`]/.test(path)) {
    return invalid(
      `${quote(text)} would be a folder with exactly that name: write the full path, such as /srv/watchwhere.`,
    );
  }
  return understood(resolve(PROJECT_DIR, path));
}
