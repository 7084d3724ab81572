// "I am in …": turns the page to another of the configured countries. The server keeps in the browser what is pressed.

import { addressOf, type Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import { countryWords, namesOf } from "./words.ts";

interface CountrySwitchProps {
  view: Pick<View, "country" | "abroad" | "countries">;
  query: Query;
  /** The path of the page that shows the view. */
  path: string;
}

export function CountrySwitch({ view, query, path }: CountrySwitchProps) {
  if (view.abroad.length === 0) return null;
  const unchosen = view.abroad.filter(({ choice }) => choice === undefined);
  return (
    <>
      <form class="country-switch" method="post" action="/choose-country">
        <input type="hidden" name="to" value={addressOf(query, { country: null }, path)} />
        <span id="country">I am in</span>
        {view.countries.map((country) => (
          <button
            class="chip"
            name="country"
            value={country}
            aria-pressed={country === view.country ? "true" : "false"}
            aria-describedby="country"
          >
            {countryWords(country)}
          </button>
        ))}
      </form>
      {unchosen.length === 0 ? null : (
        <p class="small">
          You haven’t chosen your services in{" "}
          {namesOf(unchosen.map(({ country }) => countryWords(country)))} yet, so none there count.{" "}
          <a href="/services">Choose them</a>
        </p>
      )}
    </>
  );
}

/** " in the United Kingdom", where several countries are configured: what the counts of a view speak of. */
export function whereWords({ country, abroad }: Pick<View, "country" | "abroad">): string {
  return abroad.length === 0 ? "" : ` in ${countryWords(country)}`;
}
