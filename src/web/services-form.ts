// The form of services: one choice for each country. At home its fields are `service`, `free`, `rent` and `buy`; in another
// country each has that country behind it, `service.US`. The field `form` says that a request came from the form, so
// that one without any field is not taken for an empty choice.

import { NEEDS_LIBRARY_CARD, type ServicesChoice } from "../list/services.ts";

/** Of one country. */
const MOST_SERVICES = 500;

/** A form's body, or the same fields in an address. */
type Fields = Pick<FormData, "get" | "getAll"> | URLSearchParams;

export function isOurForm(fields: Fields): boolean {
  return fields.get("form") === "1";
}

/** What stands behind the names of a country's fields. */
export function suffixOf(country: string, home: string): string {
  return country === home ? "" : `.${country}`;
}

/**
 * By country. Another country than the one at home is left out if the form showed nothing that was chosen or proposed
 * there, and nothing was ticked: its services can then still be proposed.
 */
export function readChoices(
  form: Fields,
  [home = "", ...abroad]: readonly string[],
): Map<string, ServicesChoice> {
  const choices = new Map([[home, readChoice(form, "")]]);
  for (const country of abroad) {
    const suffix = suffixOf(country, home);
    const choice = readChoice(form, suffix);
    const { chosen, without, rent, buy } = choice;
    const left = without.filter((id) => !NEEDS_LIBRARY_CARD.includes(id));
    const isAnything = chosen.length + left.length > 0 || rent || buy;
    if (isAnything || form.get(`form${suffix}`) === "1") choices.set(country, choice);
  }
  return choices;
}

/**
 * `free` names the free services that the form showed, so that one that appears later counts by default, unless it needs
 * a library card.
 */
function readChoice(form: Fields, suffix: string): ServicesChoice {
  const ticked = new Set(numbers(form.getAll(`service${suffix}`)));
  const free = numbers(form.getAll(`free${suffix}`));
  return {
    chosen: [...ticked].filter((id) => !free.includes(id)),
    without: [...new Set([...free, ...NEEDS_LIBRARY_CARD])].filter((id) => !ticked.has(id)),
    rent: form.get(`rent${suffix}`) === "1",
    buy: form.get(`buy${suffix}`) === "1",
  };
}

function numbers(values: readonly (string | File)[]): number[] {
  return values
    .filter((value) => typeof value === "string" && /^\d{1,9}$/.test(value))
    .map(Number)
    .slice(0, MOST_SERVICES);
}
