// What a message says: built once at the end of a refresh, kept with each delivery, and put into each channel's own
// shape only when it is sent, so that every attempt says the same.

import type { OfferKind, TmdbKey } from "../film.ts";

/** One film that came to a service; or many at once, as one line. */
export interface MessageLine {
  /** The film's title; of many the first one's. At most 200 characters. */
  title: string;
  year: number | null;
  /** 1, or how many films came to the service at once. */
  films: number;
  service: { id: number; name: string };
  kind: OfferKind;
  tmdb: TmdbKey | null;
  /** Whole addresses, http or https. null: there is none. */
  link: string | null;
  letterboxdUrl: string | null;
  poster: string | null;
}

export interface NotifyMessage {
  type: "arrivals" | "test";
  country: string;
  /** When the refresh ended, or the test was sent: seconds since 1970. */
  at: number;
  /** The newest first, at most MOST_LINES. */
  lines: MessageLine[];
  /** Films in all, also those that no line names. */
  films: number;
  /** The page that shows all of it; null: nobody knows where it is reached. */
  link: string | null;
}

export const MOST_LINES = 50;

/** A device that has asked for messages: what its browser gave away of its push service. */
export interface PushDevice {
  /** Where the push service takes messages for it, https. */
  endpoint: string;
  /** Its public key, an uncompressed point of P-256, and its secret: base64url. */
  p256dh: string;
  auth: string;
}

/** The keys by which push services know this app. */
export interface VapidKeys {
  /** base64url, 65 bytes and 32. */
  publicKey: string;
  privateKey: string;
  /** Where the sender can be reached: mailto: or https:. */
  subject: string;
}
