// TMDB_API_KEY: TMDB gives every account two, which are sent in different ways. Their shape tells them apart.
// Nothing that was written is repeated in a message.

import { invalid, understood, type Understood } from "./reading.ts";

export const WHERE_KEYS_ARE = "https://www.themoviedb.org/settings/api";

const EXPECTED =
  `the "API Key" (32 characters, 0-9 and a-f) or the "API Read Access Token" (long, begins with eyJ) ` +
  `is expected; both are free at ${WHERE_KEYS_ARE}`;

const API_KEY = /^[0-9a-f]{32}$/i;
/** A JSON web token: three parts in base64url, of which the first is a JSON object. */
const ACCESS_TOKEN = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

export interface TmdbApiKey {
  kind: "api-key" | "access-token";
  value: string;
}

export function readTmdbKey(text: string): Understood<TmdbApiKey> {
  const key = text.replace(/^bearer\s+/i, "");
  if (API_KEY.test(key)) return understood({ kind: "api-key", value: key.toLowerCase() });
  if (ACCESS_TOKEN.test(key)) return understood({ kind: "access-token", value: key });
  if (key.startsWith("eyJ")) {
    return invalid(
      `this is part of an API Read Access Token: its three parts are needed, joined by dots; ${EXPECTED}.`,
    );
  }
  if (/^[0-9a-f]+$/i.test(key)) {
    return invalid(`an API Key has 32 characters, this has ${key.length}; ${EXPECTED}.`);
  }
  return invalid(`this is not a TMDB key; ${EXPECTED}.`);
}
