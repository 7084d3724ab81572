// By what name the database knows an address of NOTIFY: its fingerprint, for the address itself is a secret. An address
// that is changed is another place.

import type { NotifyTarget } from "../settings/notify.ts";

const known = new WeakMap<NotifyTarget, Promise<string>>();

function placeOf(target: NotifyTarget): Promise<string> {
  const kept = known.get(target) ?? fingerprintOf(JSON.stringify(target));
  known.set(target, kept);
  return kept;
}

/** In the order of the setting. */
export async function placesOfTargets(
  targets: readonly NotifyTarget[],
): Promise<Map<string, NotifyTarget>> {
  const places = await Promise.all(targets.map(placeOf));
  return new Map(targets.map((target, i) => [places[i] ?? "", target]));
}

/** 64 bits in hexadecimal. */
async function fingerprintOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
