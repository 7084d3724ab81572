// Telegram: a bot's message in the HTML that it knows, of at most 4,096 characters. The token is part of the address.

import type { NotifyTarget } from "../settings/notify.ts";
import type { NotifyMessage } from "./message.ts";
import { jsonRequest, type NotifyRequest } from "./request.ts";
import { bodyOf, lineOf, titleOf } from "./text.ts";

const LONGEST = 4096;

type Target = Extract<NotifyTarget, { kind: "telegram" }>;

export function telegramRequest({ token, chat }: Target, message: NotifyMessage): NotifyRequest {
  const head = `<b>${escape(titleOf(message))}</b>\n`;
  const foot =
    message.link === null ? "" : `\n<a href="${escape(message.link)}">All that’s new</a>`;
  const limit = LONGEST - head.length - foot.length;
  const body = bodyOf(message, { limit, line: (line) => lineOf(line, escape, linked) });
  return jsonRequest(`https://api.telegram.org/bot${token}/sendMessage`, {
    chat_id: chat,
    text: head + body + foot,
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
  });
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}

function linked(text: string, link: string): string {
  return `<a href="${escape(link)}">${text}</a>`;
}
