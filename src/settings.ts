// The settings: from the environment's strings to values that can be trusted, every mistake named at once.
// Used by the Worker and by the home program, so it runs in workerd and in Node alike.

export interface Settings {
  /** Lower case. null: films come by the member's export only, and nothing is asked of Letterboxd. */
  username: string | null;
  tmdbKey: { kind: "api-key" | "access-token"; value: string };
  /** ISO 3166-1 alpha-2, upper case. */
  country: string;
  /** Five-field cron expression, 0 or 7 is Sunday. */
  schedule: string;
  /** IANA name of the zone in which the schedule is meant. */
  timeZone: string;
  /** The refresh button rests so long after a refresh; 0: no rest. */
  cooldownMinutes: number;
  /** Origins have no slash at the end. */
  letterboxdOrigin: string;
  tmdbOrigin: string;
  tmdbImageOrigin: string;
  /** Least pause between two requests to Letterboxd. */
  letterboxdPauseMs: number;
  /** Requests to TMDB are paced to this, per running Worker. */
  tmdbRequestsPerSecond: number;
  /** null: no password is set. */
  adminPassword: string | null;
  /** The whole page needs the password. */
  isPrivate: boolean;
  /** The Worker runs at home, under the home program, and not on Cloudflare. */
  atHome: boolean;
  /** What was understood otherwise than written, in words: "UK is understood as GB". */
  notes: string[];
}

export interface SettingsMistake {
  setting: string;
  /** What is wrong, what is expected and where to get it. Never holds a key. */
  message: string;
}

export type SettingsReading =
  | { ok: true; settings: Settings }
  | { ok: false; mistakes: SettingsMistake[] };
