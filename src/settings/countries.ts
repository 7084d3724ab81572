// COUNTRY: one country or several, with commas between them, the one at home first. country.ts reads each.

import { readCountry } from "./country.ts";
import { invalid, quote, understood, type Understood } from "./reading.ts";

const MOST_COUNTRIES = 6;

const SEVERAL = " Separate several countries with commas: GB,US.";

export interface Countries {
  /** ISO 3166-1 alpha-2, upper case. */
  home: string;
  /** Each once, in the order of the setting. */
  abroad: string[];
  /** What was understood differently, or passed over, in words for the owner. */
  notes: string[];
}

/** Every code that is wrong is named, not only the first. */
export function readCountries(text: string): Understood<Countries> {
  const written = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const codes: string[] = [];
  const notes: string[] = [];
  const problems: string[] = [];
  for (const part of written) {
    const reading = readCountry(part);
    if (!reading.ok) {
      problems.push(reading.message);
      continue;
    }
    const code = reading.value;
    if (part.toUpperCase() !== code) notes.push(`${part.toUpperCase()} is understood as ${code}`);
    if (!codes.includes(code)) codes.push(code);
    else notes.push(`COUNTRY names ${code} twice: once is enough`);
  }
  if (problems.length > 0) {
    const isList = written.length === 1 && /[\s/+&|]/.test(text) && areCodes(text);
    return invalid(problems.join(" ") + (isList ? SEVERAL : ""));
  }
  const [home, ...abroad] = codes;
  if (home === undefined) return invalid(`${quote(text)} names no country, such as GB or GB,US.`);
  if (codes.length > MOST_COUNTRIES) {
    return invalid(`${codes.length} countries are too many: up to ${MOST_COUNTRIES} are kept.`);
  }
  return understood({ home, abroad, notes });
}

/** "GB US", "GB/US": two codes with something else than a comma between them. */
function areCodes(text: string): boolean {
  const parts = text.split(/[\s/+&|]+/).filter((part) => part !== "");
  return parts.length > 1 && parts.every((part) => readCountry(part).ok);
}

/** All of them, the one at home first. `abroad` is missing where only the home is of interest. */
export function countriesOf({
  country,
  abroad = [],
}: {
  country: string;
  abroad?: readonly string[];
}): readonly string[] {
  return [country, ...abroad];
}
