// JELLYFIN_URL and its like: media servers of the household's own. Their keys are never shown.

import { invalid, understood, type Understood } from "./reading.ts";

export interface LibrarySettings {
  kind: "jellyfin" | "plex";
  /** Where the app asks, and where a browser does; without a slash at the end. */
  url: string;
  publicUrl: string;
  key: string;
}

/** An address with its path. What was written is not repeated, for it may hold a key. */
export function readServerUrl(text: string): Understood<string> {
  const wrong = invalid(
    "not the address of a server: write it like http://jellyfin:8096 or https://media.example.org/jellyfin, without a key.",
  );
  if (text.length > 300 || !URL.canParse(text)) return wrong;
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
  const isWeb = protocol === "https:" || protocol === "http:";
  if (!isWeb || search + hash + username + password !== "") return wrong;
  return understood(`${origin}${pathname}`.replace(/\/+$/, ""));
}

/** A key goes into a header. */
export function readServerKey(text: string): Understood<string> {
  return /^[\w.~+/=-]{8,200}$/.test(text) && !text.startsWith("claim-")
    ? understood(text)
    : invalid(
        "not a key: letters, digits and dashes are expected, as the server shows them. A claim code isn’t one.",
      );
}

/** What has to be set for each. */
export const SETTINGS_OF: Readonly<Record<LibrarySettings["kind"], string>> = {
  jellyfin: "JELLYFIN_URL and JELLYFIN_API_KEY",
  plex: "PLEX_URL and PLEX_TOKEN",
};

export interface ServerTexts {
  url: string | undefined;
  key: string | undefined;
  publicUrl: string | undefined;
}

export function libraryOf(kind: LibrarySettings["kind"], texts: ServerTexts): LibrarySettings[] {
  const { url, key, publicUrl } = texts;
  return url === undefined || key === undefined
    ? []
    : [{ kind, url, key, publicUrl: publicUrl ?? url }];
}
