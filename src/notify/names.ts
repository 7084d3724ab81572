// What places are called on the page. Nothing secret: of an address only its host.

import type { NotifyTarget } from "../settings/notify.ts";

/** In the order of the setting; of several with one name, the later ones are numbered. */
export function namesOf(targets: readonly NotifyTarget[]): string[] {
  const seen = new Map<string, number>();
  return targets.map((target) => {
    const name = nameOf(target);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function nameOf(target: NotifyTarget): string {
  switch (target.kind) {
    case "ntfy":
      return `ntfy on ${new URL(target.server).host}`;
    case "discord":
      return "Discord";
    case "telegram":
      return "Telegram";
    case "webhook":
      return `Webhook at ${new URL(target.url).host}`;
    case "gotify":
      return `Gotify on ${new URL(target.server).host}`;
    case "apprise":
      return `Apprise on ${new URL(target.server).host}`;
  }
}
