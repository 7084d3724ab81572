// Apprise API: plain text for whatever its configuration names.

import type { NotifyTarget } from "../settings/notify.ts";
import type { NotifyMessage } from "./message.ts";
import { jsonRequest, type NotifyRequest } from "./request.ts";
import { bodyOf, titleOf } from "./text.ts";

/** Short enough for most of what stands behind it. */
const LONGEST = 2000;

type Target = Extract<NotifyTarget, { kind: "apprise" }>;

export function appriseRequest({ server, key }: Target, message: NotifyMessage): NotifyRequest {
  const link = message.link === null ? "" : `\n${message.link}`;
  return jsonRequest(`${server}/notify/${key}`, {
    title: titleOf(message),
    body: bodyOf(message, { limit: LONGEST - link.length }) + link,
    type: "info",
    format: "text",
  });
}
