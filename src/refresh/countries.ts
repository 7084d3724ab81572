// Which countries are kept: those configured, and for a while those that no longer are. A country that is added is
// looked up for every film at once; one that is only moved, or back within that time, needs none of it.

import { batch } from "../d1/batch.ts";
import { forgetCountries } from "../d1/forget-countries.ts";
import { findValue, saveValue } from "../d1/kv.ts";
import { moveChoices } from "../d1/services.ts";
import { countriesNow } from "../list/countries.ts";
import { countriesOf } from "../settings/countries.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/**
 * Notes what the settings have changed, and forgets all that is known of a country that was removed long ago. Both at
 * once, so that neither is half done.
 */
export async function noteCountries({ db, settings, now }: AppContext): Promise<void> {
  const known = await findValue(db, "countries");
  const countries = countriesNow(known ?? {}, countriesOf(settings), seconds(now()));
  if (JSON.stringify(known) === JSON.stringify(countries)) return;
  const [before] = Object.entries(known ?? {}).find(([, removedAt]) => removedAt === null) ?? [];
  const lookedUp = await findValue(db, "countries-looked-up");
  const forgotten = Object.keys(known ?? {}).filter((country) => !(country in countries));
  await batch(db, [
    saveValue(db, "countries", countries),
    ...moveChoices(db, { before: before ?? settings.country, home: settings.country }),
    ...(forgotten.length > 0 ? forgetCountries(db, forgotten) : []),
    ...(lookedUp === null
      ? []
      : [
          saveValue(
            db,
            "countries-looked-up",
            lookedUp.filter((country) => country in countries),
          ),
        ]),
  ]);
}

/**
 * Whether every film was looked up for the sake of all of these countries, or is being looked up. `refresh`: the last one,
 * which was for the country that was home then; null: there was none.
 */
export async function areLookedUp(
  { db }: AppContext,
  countries: readonly string[],
  refresh: { country: string } | null,
): Promise<boolean> {
  if (countries.every((country) => country === refresh?.country)) return true;
  const lookedUp = (await findValue(db, "countries-looked-up")) ?? [];
  return countries.every((country) => country === refresh?.country || lookedUp.includes(country));
}

/**
 * To be called once a refresh has begun that looks up every film of which a configured country is not known.
 * `unlessNoted`: the countries looked up before, for when none have been noted yet.
 */
export async function noteLookedUp(
  { db, settings }: AppContext,
  unlessNoted: readonly string[],
): Promise<void> {
  const before = (await findValue(db, "countries-looked-up")) ?? unlessNoted;
  const countries = new Set([...before, ...countriesOf(settings)]);
  await saveValue(db, "countries-looked-up", [...countries]);
}
