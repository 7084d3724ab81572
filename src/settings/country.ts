// COUNTRY: one of the codes of ISO 3166-1 alpha-2, and Kosovo's XK, which TMDB uses too. Names come from
// the platform's own tables; only the list of codes is ours, since the tables hold withdrawn ones as well.

import { holdsKey, invalid, quote, understood, type Understood } from "./reading.ts";

const CODES = new Set(
  (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY " +
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK " +
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR " +
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK " +
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM " +
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF " +
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
  ).split(" "),
);

/** What is written for a country so often that it is understood, and said. */
const UNDERSTOOD_AS: Record<string, string> = { UK: "GB" };

/** What is written for a country often enough to be hinted at, and that no name begins with. */
const MEANT: Record<string, string> = { EN: "GB", ENG: "GB", EL: "GR", USA: "US", UAE: "AE" };

const MOST_HINTS = 3;

export function readCountry(text: string): Understood<string> {
  const written = text.toUpperCase();
  const code = UNDERSTOOD_AS[written] ?? written;
  if (CODES.has(code)) return understood(code);
  const hints = hintsFor(written).map((hint) => `${hint} for ${nameOf(hint)}`);
  const didYouMean = hints.length > 0 ? ` Perhaps ${hints.join(", or ")}?` : "";
  return invalid(
    `${quote(text)} is no country code.${didYouMean} Two letters are expected (ISO 3166-1), such as GB, US or DE: ` +
      "see https://en.wikipedia.org/wiki/ISO_3166-1_alpha-2",
  );
}

/** The English name of a country, or the code itself where the platform knows none. */
function nameOf(code: string, language = "en"): string {
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}

/** Countries whose name begins as the text does, or else as its beginning does. */
function hintsFor(written: string): string[] {
  const meant = MEANT[written];
  if (meant !== undefined) return [meant];
  if (holdsKey(written)) return [];
  const shortest = Math.min(written.length, 3);
  for (let length = written.length; length >= shortest && length > 1; length--) {
    const codes = codesOfNamesIn(written.slice(0, length));
    if (codes.length > 0) return codes.slice(0, MOST_HINTS);
  }
  return [];
}

/** By name in English or in the country's own language. */
function codesOfNamesIn(beginning: string): string[] {
  return [...CODES].filter((code) => {
    const language = new Intl.Locale(`und-${code}`).maximize().language;
    const names = [nameOf(code), nameOf(code, language)];
    return names.some((name) => name.toUpperCase().startsWith(beginning));
  });
}
