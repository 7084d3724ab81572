// A webhook by Standard Webhooks 1.0.0. The signature is ten lines of WebCrypto: the library for it brings two hash
// functions of its own, 12 kB, where the platform has one.

import type { NotifyTarget } from "../settings/notify.ts";
import type { MessageLine, NotifyMessage } from "./message.ts";
import { basic, jsonRequest, type NotifyRequest } from "./request.ts";
import { plain } from "./text.ts";

type Target = Extract<NotifyTarget, { kind: "webhook" }>;

interface Attempt {
  /** The same for each attempt at one delivery. Contains no dot. */
  id: string;
  /** Of this attempt: seconds since 1970. */
  now: number;
}

export async function webhookRequest(
  { url, secret, login }: Target,
  message: NotifyMessage,
  { id, now }: Attempt,
): Promise<NotifyRequest> {
  const request = jsonRequest(url, payloadOf(message));
  const signed = `${id}.${now}.${String(request.body)}`;
  return {
    ...request,
    headers: {
      ...request.headers,
      "webhook-id": id,
      "webhook-timestamp": `${now}`,
      ...(secret === null ? {} : { "webhook-signature": `v1,${await sign(secret, signed)}` }),
      ...(login === null ? {} : { Authorization: authorization(login) }),
    },
  };
}

function authorization(login: NonNullable<Target["login"]>): string {
  return "token" in login ? `Bearer ${login.token}` : basic(login.user, login.password);
}

/** `secret` in base64, as is the answer: HMAC with SHA-256. */
async function sign(secret: string, text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(signature)));
}

/** Of many films at once `count` says how many, and the film is the first of them. */
function payloadOf({ type, country, at, lines, films, link }: NotifyMessage): unknown {
  return {
    type: type === "test" ? "watchwhere.test" : "films.arrived",
    timestamp: new Date(at * 1000).toISOString(),
    data: { country, total: films, link, films: lines.map(filmOf) },
  };
}

function filmOf({ title, year, films, service, kind, ...others }: MessageLine): unknown {
  const { tmdb, link, letterboxdUrl, poster } = others;
  return {
    tmdb,
    title: plain(title),
    year,
    count: films,
    service: { id: service.id, name: plain(service.name) },
    kind,
    link,
    letterboxdUrl,
    poster,
  };
}
