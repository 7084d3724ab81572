// ntfy: JSON to the server's root, with the topic in it. A message of more than 4,096 bytes would become an attachment.

import type { NotifyTarget } from "../settings/notify.ts";
import type { NotifyMessage } from "./message.ts";
import { basic, jsonRequest, type NotifyRequest } from "./request.ts";
import { bodyOf, bytesOf, posterOf, titleOf } from "./text.ts";

const MOST_BYTES = 4096;

type Target = Extract<NotifyTarget, { kind: "ntfy" }>;

export function ntfyRequest(
  { server, topic, login }: Target,
  message: NotifyMessage,
): NotifyRequest {
  const icon = posterOf(message);
  const body = {
    topic,
    title: titleOf(message),
    message: bodyOf(message, { limit: MOST_BYTES, size: bytesOf }),
    tags: ["clapper"],
    ...(message.link === null ? {} : { click: message.link }),
    ...(icon === null ? {} : { icon }),
  };
  return jsonRequest(`${server}/`, body, authorization(login));
}

function authorization(login: Target["login"]): Record<string, string> {
  if (login === null) return {};
  const value = "token" in login ? `Bearer ${login.token}` : basic(login.user, login.password);
  return { Authorization: value };
}
