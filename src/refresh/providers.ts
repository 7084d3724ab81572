// The services of a country, for the page where the owner chooses theirs. They seldom change, so they are fetched
// once a week, at the end of a refresh. Without an answer the page shows only services that offer listed films.

import { batch } from "../d1/batch.ts";
import { findValue, saveValue } from "../d1/kv.ts";
import { saveProviders } from "../d1/services.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

export async function refreshProviders(context: AppContext): Promise<void> {
  const { db, settings } = context;
  const at = seconds(context.now());
  const last = await findValue(db, "providers-read");
  if (last?.country === settings.country && at - last.at < 7 * DAY_SECONDS) return;

  const providers = await context.tmdb.listProviders(settings.country);
  if (!providers.ok) {
    const { kind, detail } = providers.failure;
    context.log("providers-not-read", { kind, detail });
    return;
  }
  await batch(db, [
    saveProviders(db, settings.country, providers.value),
    saveValue(db, "providers-read", { country: settings.country, at }),
  ]);
}
