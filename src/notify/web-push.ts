// Web Push (RFC 8030, 8291, 8292): a short message, encrypted for one browser. It is declarative, so that Safari shows
// it by itself; in other browsers the service worker reads the same JSON. The library is loaded only here.

import type { NotifyMessage, PushDevice, VapidKeys } from "./message.ts";
import type { NotifyRequest } from "./request.ts";
import { bodyOf, bytesOf, titleOf } from "./text.ts";

/** What the library takes: 4,096 less the header and the tag. */
const MOST_BYTES = 3993;
/** A phone shows a few lines. */
const LONGEST_TEXT = 1000;

const DAY_SECONDS = 86_400;

export async function pushRequest(
  device: PushDevice,
  keys: VapidKeys,
  message: NotifyMessage,
): Promise<NotifyRequest> {
  const { buildPushPayload } = await import("@block65/webcrypto-web-push");
  const { endpoint, auth, p256dh } = device;
  const { headers, body } = await buildPushPayload(
    {
      data: pushMessage(message),
      // A newer message takes the place of one that was not delivered yet.
      options: { ttl: DAY_SECONDS, urgency: "normal", topic: message.type },
    },
    { endpoint, expirationTime: null, keys: { auth, p256dh } },
    keys,
  );
  const { "content-length": _, ...sent } = headers;
  return { url: endpoint, headers: sent, body: new Uint8Array(body) };
}

/** What the browser gets, as JSON of at most MOST_BYTES. */
export function pushMessage(message: NotifyMessage): string {
  for (let limit = LONGEST_TEXT; ; limit = Math.floor(limit / 2)) {
    const text = JSON.stringify({
      web_push: 8030,
      notification: {
        title: titleOf(message),
        body: bodyOf(message, { limit }),
        navigate: message.link ?? "/new",
        tag: message.type,
      },
    });
    if (limit < 1 || bytesOf(text) <= MOST_BYTES) return text;
  }
}
