// Discord: one embed by a webhook. Mentions are switched off, and what comes from outside is escaped, for Discord reads
// Markdown in it.

import type { NotifyTarget } from "../settings/notify.ts";
import type { NotifyMessage } from "./message.ts";
import { jsonRequest, type NotifyRequest } from "./request.ts";
import { bodyOf, lineOf, posterOf, titleOf } from "./text.ts";

/** Of an embed's text; title and text together have to stay under 6,000. */
const LONGEST_TEXT = 4096;

/** The project's green, as a number. */
const COLOUR = 0x2e_c9_75;

type Target = Extract<NotifyTarget, { kind: "discord" }>;

export function discordRequest({ id, token }: Target, message: NotifyMessage): NotifyRequest {
  const poster = posterOf(message);
  const embed = {
    title: titleOf(message),
    ...(message.link === null ? {} : { url: message.link }),
    description: bodyOf(message, {
      limit: LONGEST_TEXT,
      line: (line) => lineOf(line, escape, linked),
    }),
    color: COLOUR,
    timestamp: new Date(message.at * 1000).toISOString(),
    ...(poster === null ? {} : { thumbnail: { url: poster } }),
  };
  return jsonRequest(`https://discord.com/api/webhooks/${id}/${token}?wait=true`, {
    username: "watchwhere",
    content: "",
    allowed_mentions: { parse: [] },
    embeds: [embed],
  });
}

function escape(text: string): string {
  return text.replaceAll(/[\\*_~`|>#[\]()<@:-]/g, String.raw`\$&`);
}

function linked(text: string, link: string): string {
  return `[${text}](${link.replaceAll("(", "%28").replaceAll(")", "%29")})`;
}
