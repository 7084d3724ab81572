// The settings: from the environment's strings to values that can be trusted, every problem named at once.
// Used by the Worker and by the home program, so it runs in workerd and in Node alike. The readers of
// single settings are in settings/; .dev.vars.example describes each for the owner.

import * as z from "zod";
import { readContact } from "./contact.ts";
import { readCountries } from "./countries.ts";
import { bare, number, optional, required, using, yesOrNo } from "./fields.ts";
import {
  isAnotherSite,
  LETTERBOXD,
  readOrigin,
  readPublicUrl,
  TMDB,
  TMDB_IMAGES,
} from "./origin.ts";
import { EVERY_SUNDAY, readSchedule, readTimeZone } from "./schedule.ts";
import { readTmdbKey, WHERE_KEYS_ARE, type TmdbApiKey } from "./tmdb-key.ts";
import { readMembers } from "./members.ts";
import { libraryOf, readServerKey, readServerUrl, type LibrarySettings } from "./libraries.ts";
import { readNotify, type NotifyTarget } from "./notify.ts";

export interface Settings {
  /** Whose watchlists are read: up to six names, in lower case. None: films come by files only. */
  members: readonly string[];
  tmdbKey: TmdbApiKey;
  /** The one at home. ISO 3166-1 alpha-2, upper case. */
  country: string;
  /** The others, up to five, in the order in which they are shown; see `countriesOf`. */
  abroad: readonly string[];
  /** Five-field cron expression, 0 or 7 is Sunday. */
  schedule: string;
  /** IANA name of the zone in which the schedule is meant. */
  timeZone: string;
  /** How long the refresh button rests after a refresh; 0: not at all. */
  cooldownMinutes: number;
  /** A mail address or a page's, told to Letterboxd; null: none. */
  contact: string | null;
  /** Where messages go, in the order in which they are written; none: nobody is told. */
  notify: readonly NotifyTarget[];
  /** Where this page is reached, for links in messages; null: not set. */
  publicUrl: string | null;
  /** Media servers of the household's own, in the order in which they are shown. */
  libraries: readonly LibrarySettings[];
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
  /** The neighbours are stand-ins: the page says that what it shows is sample data. */
  sampleData: boolean;
  /** What was understood differently from how it is written, in words: "UK is understood as GB". */
  notes: string[];
}

export interface SettingsProblem {
  setting: string;
  /** What is wrong, what is expected and where to get it. Never holds a key. */
  message: string;
}

export type SettingsReading =
  | { ok: true; settings: Settings }
  | { ok: false; problems: SettingsProblem[] };

/** Letterboxd itself is asked no faster than this. */
const POLITE_PAUSE_SECONDS = 1.5;
/** The broker at home is serial; on Cloudflare two consumers run at once, with a fraction of TMDB's limit each. */
const TMDB_REQUESTS_PER_SECOND = { atHome: 30, onCloudflare: 8 };

const single = z.object({
  LETTERBOXD_USERNAME: z
    .string(
      "not set; the name in the address of your profile, https://letterboxd.com/NAME/. " +
        "Set it to nothing (LETTERBOXD_USERNAME=) to import films from your export only.",
    )
    .transform(using(readMembers)),
  TMDB_API_KEY: required(`a TMDB key is needed, which is free at ${WHERE_KEYS_ARE}`, readTmdbKey),
  COUNTRY: required("two letters for the country you watch in, such as GB", readCountries),
  REFRESH_SCHEDULE: optional(EVERY_SUNDAY, readSchedule),
  TZ: optional("UTC", readTimeZone),
  REFRESH_COOLDOWN_MINUTES: number({ min: 0, max: 10_080, unit: "minutes" }).default(10),
  CONTACT: z.string().transform(using(readContact)).optional(),
  NOTIFY: optional("", readNotify),
  PUBLIC_URL: z.string().transform(using(readPublicUrl)).optional(),
  TMDB_ORIGIN: optional(TMDB, readOrigin),
  TMDB_IMAGE_ORIGIN: optional(TMDB_IMAGES, readOrigin),
  TMDB_REQUESTS_PER_SECOND: number({ min: 1, max: 40, unit: "requests a second" }).optional(),
  AT_HOME: yesOrNo(),
  SAMPLE_DATA: yesOrNo(),
});

/** The address of a server and its key, which are of no use without one another. */
const servers = z.object({
  JELLYFIN_URL: z.string().transform(using(readServerUrl)).optional(),
  JELLYFIN_API_KEY: z.string().transform(using(readServerKey)).optional(),
  JELLYFIN_PUBLIC_URL: z.string().transform(using(readServerUrl)).optional(),
  PLEX_URL: z.string().transform(using(readServerUrl)).optional(),
  PLEX_TOKEN: z.string().transform(using(readServerKey)).optional(),
  PLEX_PUBLIC_URL: z.string().transform(using(readServerUrl)).optional(),
});

const politeness = z.object({
  LETTERBOXD_ORIGIN: optional(LETTERBOXD, readOrigin),
  LETTERBOXD_PAUSE_SECONDS: number({ min: 0, max: 600, unit: "seconds" }).default(2),
});

const privacy = z.object({
  ADMIN_PASSWORD: z.string().min(8, "too short: at least eight characters are needed.").optional(),
  PRIVATE: yesOrNo(),
});

// zod applies a rule about two settings only if the whole object is understood. In a schema of their own, the
// two do not wait for settings that have nothing to do with them.
const schema = single
  .and(
    politeness.refine(isPoliteOrAnotherSite, {
      path: ["LETTERBOXD_PAUSE_SECONDS"],
      error: `too short: Letterboxd itself is asked at most once every ${POLITE_PAUSE_SECONDS} seconds.`,
    }),
  )
  .and(
    privacy.refine((is) => !is.PRIVATE || is.ADMIN_PASSWORD !== undefined, {
      path: ["PRIVATE"],
      error: "needs ADMIN_PASSWORD as well, to open the page with.",
    }),
  )
  .and(
    servers
      .refine((is) => (is.JELLYFIN_URL === undefined) === (is.JELLYFIN_API_KEY === undefined), {
        path: ["JELLYFIN_URL"],
        error: "JELLYFIN_URL and JELLYFIN_API_KEY are needed together: set both, or neither.",
      })
      .refine((is) => (is.PLEX_URL === undefined) === (is.PLEX_TOKEN === undefined), {
        path: ["PLEX_URL"],
        error: "PLEX_URL and PLEX_TOKEN are needed together: set both, or neither.",
      }),
  );

/** The names of all settings of the Worker; the home program has a few more of its own. */
export const SETTING_NAMES = [single, politeness, privacy, servers].flatMap(({ shape }) =>
  Object.keys(shape),
);

/** Names every problem at once. What is not a setting is not looked at. */
export function readSettings(environment: Record<string, unknown>): SettingsReading {
  const reading = schema.safeParse(writtenIn(environment));
  if (!reading.success) {
    const problems = reading.error.issues.map((issue) => ({
      setting: String(issue.path[0]),
      message: issue.message,
    }));
    return { ok: false, problems };
  }
  const is = reading.data;
  const pace = is.AT_HOME ? TMDB_REQUESTS_PER_SECOND.atHome : TMDB_REQUESTS_PER_SECOND.onCloudflare;
  return {
    ok: true,
    settings: {
      members: is.LETTERBOXD_USERNAME.names,
      tmdbKey: is.TMDB_API_KEY,
      country: is.COUNTRY.home,
      abroad: is.COUNTRY.abroad,
      schedule: is.REFRESH_SCHEDULE,
      timeZone: is.TZ,
      cooldownMinutes: is.REFRESH_COOLDOWN_MINUTES,
      contact: is.CONTACT ?? null,
      notify: is.NOTIFY,
      publicUrl: is.PUBLIC_URL ?? null,
      libraries: [
        ...libraryOf("jellyfin", {
          url: is.JELLYFIN_URL,
          key: is.JELLYFIN_API_KEY,
          publicUrl: is.JELLYFIN_PUBLIC_URL,
        }),
        ...libraryOf("plex", {
          url: is.PLEX_URL,
          key: is.PLEX_TOKEN,
          publicUrl: is.PLEX_PUBLIC_URL,
        }),
      ],
      letterboxdOrigin: is.LETTERBOXD_ORIGIN,
      tmdbOrigin: is.TMDB_ORIGIN,
      tmdbImageOrigin: is.TMDB_IMAGE_ORIGIN,
      letterboxdPauseMs: is.LETTERBOXD_PAUSE_SECONDS * 1000,
      tmdbRequestsPerSecond: is.TMDB_REQUESTS_PER_SECOND ?? pace,
      adminPassword: is.ADMIN_PASSWORD ?? null,
      isPrivate: is.PRIVATE,
      atHome: is.AT_HOME,
      sampleData: is.SAMPLE_DATA,
      notes: [...is.LETTERBOXD_USERNAME.notes, ...is.COUNTRY.notes],
    },
  };
}

/** For a terminal or a log: one line for each problem. */
export function problemsText(problems: SettingsProblem[]): string {
  return problems.map(({ setting, message }) => `  ${setting}: ${message}`).join("\n");
}

/** Each setting's text. What is not set is left out, and so is what is empty, except the name: empty, it says something. */
function writtenIn(environment: Record<string, unknown>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of SETTING_NAMES) {
    const text = bare(environment[name]);
    if (text !== null && (text !== "" || name === "LETTERBOXD_USERNAME")) texts[name] = text;
  }
  return texts;
}

function isPoliteOrAnotherSite(is: z.output<typeof politeness>): boolean {
  return is.LETTERBOXD_PAUSE_SECONDS >= POLITE_PAUSE_SECONDS || isAnotherSite(is.LETTERBOXD_ORIGIN);
}
