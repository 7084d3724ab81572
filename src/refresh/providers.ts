// The services that a country has, for the page where the owner chooses theirs. They change seldom: asked for
// once a week, at the end of a refresh. Without an answer the page shows those that films are offered by.

import { together } from "../d1/batch.ts";
import { recall, remember } from "../d1/kv.ts";
import { saveProviders } from "../d1/services.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { World } from "../context.ts";

export async function refreshProviders(world: World): Promise<void> {
  const { db, settings } = world;
  const at = seconds(world.now());
  const last = await recall(db, "providers-read");
  if (last?.country === settings.country && at - last.at < 7 * DAY_SECONDS) return;

  const providers = await world.tmdb.listProviders(settings.country);
  if (!providers.ok) {
    const { kind, detail } = providers.failure;
    world.log("providers-not-read", { kind, detail });
    return;
  }
  await together(db, [
    saveProviders(db, settings.country, providers.value),
    remember(db, "providers-read", { country: settings.country, at }),
  ]);
}
