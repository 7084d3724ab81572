// Where a service itself can be searched for a title: a table of ours, put together from working code of others, and
// checked by nobody against the sites. What is doubtful is not in it: a service that is not listed gets no link.
// Services move and change their addresses, so each row says when it was last found to be in use. Pure.

interface SearchRow {
  /** Numbers of brands: see tmdb/brands.ts. */
  brands: readonly number[];
  /** The countries for which the address holds; left out: all. */
  countries?: string;
  /** The year in which it was last found in use. */
  seen: number;
  /** `title` is encoded. null: not in this country, or not for this title. */
  address: (title: string, country: string, plain: string) => string | null;
}

const PRIME = (title: string) => `https://www.primevideo.com/search?phrase=${title}`;
const APPLE = (title: string, country: string) =>
  `https://tv.apple.com/${country.toLowerCase()}/search?term=${title}`;

const AMAZON_HOSTS: Record<string, string> = { US: "com", GB: "co.uk", DE: "de", JP: "co.jp" };
const ARTE: Record<string, string> = {
  AT: "de",
  CH: "de",
  DE: "de",
  ES: "es",
  FR: "fr",
  GB: "en",
  IE: "en",
  IT: "it",
  PL: "pl",
};

/** An address that ends with the title. */
function at(start: string): SearchRow["address"] {
  return (title) => start + title;
}

const ROWS: readonly SearchRow[] = [
  { brands: [8], seen: 2026, address: at("https://www.netflix.com/search?q=") },
  { brands: [9], seen: 2026, address: PRIME },
  { brands: [10], seen: 2026, address: amazon },
  { brands: [1899], seen: 2026, address: at("https://play.hbomax.com/search/result?q=") },
  { brands: [2, 350], seen: 2026, address: APPLE },
  { brands: [11], seen: 2026, address: at("https://mubi.com/search/films?query=") },
  { brands: [283], seen: 2026, address: at("https://www.crunchyroll.com/search?q=") },
  // Google Play’s films are sold on YouTube now.
  {
    brands: [192, 235, 188, 3],
    seen: 2026,
    address: at("https://www.youtube.com/results?search_query="),
  },
  {
    brands: [538],
    seen: 2026,
    address: at("https://app.plex.tv/desktop/#!/search?pivot=top&query="),
  },
  { brands: [35], seen: 2025, address: rakuten },
  {
    brands: [258],
    countries: "US CA",
    seen: 2026,
    address: at("https://www.criterionchannel.com/search?q="),
  },
  {
    brands: [212],
    countries: "US CA AU NZ",
    seen: 2025,
    address: (title) =>
      `https://www.hoopladigital.com/search?q=${title}&scope=everything&type=direct`,
  },
  {
    brands: [73],
    countries: "AU CA GB IN MX US",
    seen: 2026,
    address: at("https://tubitv.com/search/"),
  },
  {
    brands: [207],
    countries: "US",
    seen: 2026,
    address: at("https://therokuchannel.roku.com/search/"),
  },
  {
    brands: [7, 332],
    countries: "US",
    seen: 2026,
    address: at("https://athome.fandango.com/content/browse/search?searchString="),
  },
  { brands: [230], countries: "CA", seen: 2026, address: at("https://www.crave.ca/search?q=") },
  {
    brands: [38],
    countries: "GB",
    seen: 2026,
    address: at("https://www.bbc.co.uk/iplayer/search?q="),
  },
  { brands: [333], countries: "GB", seen: 2026, address: at("https://www.channel5.com/search?q=") },
  {
    brands: [39, 591],
    countries: "GB IE",
    seen: 2025,
    address: at("https://www.nowtv.com/watch/search?q="),
  },
  {
    brands: [224],
    countries: "GB",
    seen: 2025,
    address: at("https://player.bfi.org.uk/search?q="),
  },
  {
    brands: [219],
    countries: "DE",
    seen: 2025,
    address: at("https://www.ardmediathek.de/suche/"),
  },
  { brands: [537], countries: "DE AT CH", seen: 2025, address: at("https://www.zdf.de/suche?q=") },
  { brands: [234], seen: 2025, address: arte },
  { brands: [133], countries: "DE AT CH", seen: 2020, address: videobuster },
  {
    brands: [222],
    countries: "IT",
    seen: 2026,
    address: at("https://www.raiplay.it/ricerca.html?q="),
  },
  {
    brands: [72],
    countries: "NL",
    seen: 2026,
    address: at("https://v2.videoland.com/zoeken?query="),
  },
  { brands: [493], countries: "SE", seen: 2026, address: at("https://www.svtplay.se/sok?q=") },
  { brands: [442], countries: "NO", seen: 2026, address: at("https://tv.nrk.no/sok?q=") },
  { brands: [620], countries: "DK", seen: 2025, address: at("https://www.dr.dk/drtv/soeg?q=") },
  {
    brands: [323],
    countries: "FI",
    seen: 2026,
    address: (title) => `https://areena.yle.fi/hae?q=${title}&service=tv`,
  },
  {
    brands: [307],
    countries: "BR",
    seen: 2026,
    address: at("https://globoplay.globo.com/busca/?q="),
  },
  {
    brands: [2336],
    countries: "IN",
    seen: 2025,
    address: at("https://www.hotstar.com/in/explore?search_query="),
  },
  { brands: [232], seen: 2025, address: at("https://www.zee5.com/search?q=") },
  {
    brands: [132],
    countries: "AU",
    seen: 2026,
    address: at("https://www.sbs.com.au/ondemand/search/"),
  },
  {
    brands: [84, 2284],
    countries: "JP",
    seen: 2025,
    address: at("https://video.unext.jp/freeword?query="),
  },
  // The number is Hulu’s in the United States, too, whose address is in doubt.
  { brands: [15], countries: "JP", seen: 2025, address: at("https://www.hulu.jp/search?q=") },
  {
    brands: [356],
    countries: "KR",
    seen: 2025,
    address: at("https://www.wavve.com/search?searchWord="),
  },
  { brands: [97], countries: "KR", seen: 2025, address: at("https://watcha.com/search?query=") },
];

const rowsByBrand = new Map(ROWS.flatMap((row) => row.brands.map((id) => [id, row] as const)));

/** Where channels that a shop sells are watched, by the end of their names. */
const CHANNELS: readonly [end: string, address: SearchRow["address"]][] = [
  [" via Amazon", PRIME],
  [" via Apple TV", APPLE],
];

/** The service's own search for the title, in the country's form; null: none is known for certain. */
export function serviceSearch(
  { id, name }: { id: number; name: string },
  title: string,
  country: string,
): string | null {
  const row = rowsByBrand.get(id);
  const channel = row ? null : CHANNELS.find(([end]) => name.endsWith(end));
  const address = row?.address ?? channel?.[1];
  if (address === undefined) return null;
  if (row?.countries !== undefined && !row.countries.split(" ").includes(country)) return null;
  return address(encode(title), country, title);
}

/** A quotation mark may not end an attribute, nor half a character stop the encoding. */
function encode(title: string): string {
  return encodeURIComponent(title.toWellFormed()).replaceAll("'", "%27");
}

function amazon(title: string, country: string): string {
  const host = AMAZON_HOSTS[country];
  return host === undefined
    ? PRIME(title)
    : `https://www.amazon.${host}/s?k=${title}&i=instant-video`;
}

function rakuten(title: string, country: string): string {
  const here = country === "GB" ? "uk" : country.toLowerCase();
  return `https://www.rakuten.tv/${here}/search?q=${title}`;
}

function arte(title: string, country: string): string | null {
  const language = ARTE[country];
  return language === undefined ? null : `https://www.arte.tv/${language}/search/?q=${title}`;
}

/** It reads Latin-1, not UTF-8. */
function videobuster(_: string, __: string, title: string): string | null {
  if (Array.from(title).some((letter) => letter.charCodeAt(0) > 0xff)) return null;
  const encoded = Array.from(title, (letter) => {
    if (/[A-Za-z0-9]/.test(letter)) return letter;
    return `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
  const search = "tab_search_content=movies&view=title_list_view_option_list&search_title=";
  return `https://www.videobuster.de/titlesearch.php?${search}${encoded.join("")}`;
}
