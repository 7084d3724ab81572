// The channels that messages go out by. To add one: its scheme in settings/notify.ts, a file here that builds its
// request, and its line in `requestTo`.

import type { Fetch, Notifier } from "../ports.ts";
import type { NotifyTarget } from "../settings/notify.ts";
import { appriseRequest } from "./apprise.ts";
import { discordRequest } from "./discord.ts";
import { gotifyRequest } from "./gotify.ts";
import type { NotifyMessage } from "./message.ts";
import { ntfyRequest } from "./ntfy.ts";
import type { NotifyRequest } from "./request.ts";
import { send } from "./send.ts";
import { telegramRequest } from "./telegram.ts";
import { pushRequest } from "./web-push.ts";
import { webhookRequest } from "./webhook.ts";

/** `now` answers in milliseconds since 1970. */
export function createNotifier({ fetch, now }: { fetch: Fetch; now: () => number }): Notifier {
  return {
    async send(target, message, id) {
      const attempt = { id, now: Math.floor(now() / 1000) };
      return send(fetch, await requestTo(target, message, attempt), now());
    },
    async push(device, keys, message) {
      const request = await pushRequest(device, keys, message).catch(() => null);
      if (request !== null) return send(fetch, request, now());
      const why = "The keys that this device gave don’t work: remove it, and add it again.";
      return { ok: false, status: null, retryAfterSeconds: null, why };
    },
  };
}

async function requestTo(
  target: NotifyTarget,
  message: NotifyMessage,
  attempt: { id: string; now: number },
): Promise<NotifyRequest> {
  switch (target.kind) {
    case "ntfy":
      return ntfyRequest(target, message);
    case "discord":
      return discordRequest(target, message);
    case "telegram":
      return telegramRequest(target, message);
    case "webhook":
      return webhookRequest(target, message, attempt);
    case "gotify":
      return gotifyRequest(target, message);
    case "apprise":
      return appriseRequest(target, message);
  }
}
