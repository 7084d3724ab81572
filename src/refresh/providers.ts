// The services of a country, for the page where the owner chooses theirs. They seldom change, so they are fetched
// once a week, at the end of a refresh; of many, some at the next one. Without an answer the page shows only services that offer listed films.

import { batch, type Statement } from "../d1/batch.ts";
import { findValue, saveValue } from "../d1/kv.ts";
import { saveProviders } from "../d1/services.ts";
import { countriesOf } from "../settings/countries.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

const GOOD_SECONDS = 7 * DAY_SECONDS;

/** On Cloudflare, where an invocation has little time, and each country's list takes a millisecond or two. */
const MOST_AT_ONCE = 3;

export async function refreshProviders(context: AppContext): Promise<void> {
  const { db, settings } = context;
  const at = seconds(context.now());
  const last = await findValue(db, "providers-read");
  const readAt = { ...last?.abroad, ...(last && { [last.country]: last.at }) };
  const due = countriesOf(settings)
    .filter((country) => at - (readAt[country] ?? 0) >= GOOD_SECONDS)
    .toSorted((one, other) => (readAt[one] ?? 0) - (readAt[other] ?? 0))
    .slice(0, settings.atHome ? undefined : MOST_AT_ONCE);
  const statements: Statement[] = [];
  for (const country of due) {
    const providers = await context.tmdb.listProviders(country);
    if (!providers.ok) {
      const { kind, detail } = providers.failure;
      context.log("providers-not-read", { country, kind, detail });
      continue;
    }
    readAt[country] = at;
    statements.push(saveProviders(db, country, providers.value));
  }
  if (statements.length === 0) return;
  const { [settings.country]: atHome = 0, ...others } = readAt;
  const abroad = Object.fromEntries(
    Object.entries(others).filter(([, when]) => at - when < GOOD_SECONDS),
  );
  const noted = saveValue(db, "providers-read", {
    country: settings.country,
    at: atHome,
    ...(Object.keys(abroad).length > 0 && { abroad }),
  });
  await batch(db, [...statements, noted]);
}
