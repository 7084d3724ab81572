// Gotify: plain text, with the page to open as an extra.

import type { NotifyTarget } from "../settings/notify.ts";
import type { NotifyMessage } from "./message.ts";
import { jsonRequest, type NotifyRequest } from "./request.ts";
import { bodyOf, titleOf } from "./text.ts";

/** Gotify itself has no limit; a phone shows no more. */
const LONGEST = 4000;

type Target = Extract<NotifyTarget, { kind: "gotify" }>;

export function gotifyRequest({ server, token }: Target, message: NotifyMessage): NotifyRequest {
  const click = message.link === null ? {} : { click: { url: message.link } };
  const body = {
    title: titleOf(message),
    message: bodyOf(message, { limit: LONGEST }),
    priority: 5,
    extras: {
      "client::display": { contentType: "text/plain" },
      ...(message.link === null ? {} : { "client::notification": click }),
    },
  };
  return jsonRequest(`${server}/message`, body, { "X-Gotify-Key": token });
}
