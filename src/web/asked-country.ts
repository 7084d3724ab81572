// The country that an address asks for by `country=`.

import type { Settings } from "../settings/index.ts";

export type AskedCountry = { ok: true; country: string } | { ok: false; problem: string };

/** `text` is null where the address says nothing: then it is the country of the settings. */
export function askedCountry(
  { country }: Pick<Settings, "country">,
  text: string | null,
): AskedCountry {
  if (text === null || text.toUpperCase() === country) return { ok: true, country };
  const problem = `country=${text.slice(0, 50)} is not understood: only ${country} is set.`;
  return { ok: false, problem };
}
