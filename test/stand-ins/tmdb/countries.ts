// The countries in which TMDB knows services, as codes; their names come from the platform.

const CODES =
  "AD AE AG AL AO AR AT AU AZ BA BB BE BF BG BH BM BO BR BS BY BZ CA CD CH CI CL CM CO CR CU CV CY CZ DE DK DO DZ EC " +
  "EE EG ES FI FJ FR GB GF GG GH GI GP GQ GR GT GY HK HN HR HU ID IE IL IN IQ IS IT JM JO JP KE KR KW LB LC LI LT LU LV " +
  "LY MA MC MD ME MG MK ML MT MU MW MX MY MZ NE NG NI NL NO NZ OM PA PE PF PG PH PK PL PS PT PY QA RO RS RU SA SC SE SG " +
  "SI SK SM SN SV TC TD TH TN TR TT TW TZ UA UG US UY VA VE XK YE ZA ZM ZW";

export const countries: string[] = CODES.split(" ");

const names = new Intl.DisplayNames("en", { type: "region" });

/** TMDB's answer about its regions, in the order of their English names. */
export function regionsAnswer(): { results: Record<string, string>[] } {
  const results = countries.map((code) => {
    const name = names.of(code) ?? code;
    return { english_name: name, iso_3166_1: code, native_name: name };
  });
  return { results: results.toSorted((a, b) => (a.english_name < b.english_name ? -1 : 1)) };
}
