// The country that an address asks for by `country=`.

import { countriesOf } from "../settings/countries.ts";
import type { Settings } from "../settings/index.ts";

export type AskedCountry = { ok: true; country: string } | { ok: false; problem: string };

/** `text` is null where the address says nothing: then it is the country at home. */
export function askedCountry(
  settings: Pick<Settings, "country" | "abroad">,
  text: string | null,
): AskedCountry {
  const countries = countriesOf(settings);
  const country = text === null ? settings.country : text.toUpperCase();
  if (countries.includes(country)) return { ok: true, country };
  const problem = `country=${country.slice(0, 50)} is not configured: ${countries.join(" or ")} is expected.`;
  return { ok: false, problem };
}
