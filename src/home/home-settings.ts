// The settings that only the home program has: where it serves, and where it keeps everything.

import { resolve } from "node:path";
import * as z from "zod";
import type { SettingsProblem } from "../settings/index.ts";
import { PROJECT_DIR } from "./project.ts";

export interface HomeSettings {
  port: number;
  /** Where to listen. 127.0.0.1: this machine alone; 0.0.0.0 or :: everybody who reaches it. */
  host: string;
  /** Absolute. */
  dataDir: string;
}

const PORT_EXPECTED = "a whole number from 1 to 65535 is expected.";
const HOST_EXPECTED =
  "an address of this machine is expected: 127.0.0.1 for itself alone, 0.0.0.0 (or :: with IPv6) for everybody who reaches it.";

const schema = z.object({
  PORT: z
    .string()
    .default("8000")
    .transform((text) => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN))
    .pipe(z.number(PORT_EXPECTED).min(1, PORT_EXPECTED).max(65_535, PORT_EXPECTED)),
  HOST: z.union([z.ipv4(), z.ipv6(), z.literal("localhost")], HOST_EXPECTED).default("127.0.0.1"),
  DATA_DIR: z.string().default("data"),
});

export const HOME_SETTING_NAMES = Object.keys(schema.shape);

export function readHomeSettings(
  environment: Record<string, string | undefined>,
): { ok: true; settings: HomeSettings } | { ok: false; problems: SettingsProblem[] } {
  const reading = schema.safeParse({
    PORT: environment.PORT?.trim() || undefined,
    HOST: environment.HOST?.trim() || undefined,
    DATA_DIR: environment.DATA_DIR?.trim() || undefined,
  });
  if (!reading.success) {
    const problems = reading.error.issues.map(({ path, message }) => ({
      setting: String(path[0]),
      message,
    }));
    return { ok: false, problems };
  }
  const { PORT, HOST, DATA_DIR } = reading.data;
  return {
    ok: true,
    settings: { port: PORT, host: HOST, dataDir: resolve(PROJECT_DIR, DATA_DIR) },
  };
}
