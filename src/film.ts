// The app's vocabulary: what a film, an offer and a match are. Imports nothing, and knows nothing of Letterboxd's
// markup, TMDB's answers or D1's columns.

/** The five ways to get a film, in the order in which they are shown. */
export const OFFER_KINDS = ["stream", "free", "ads", "rent", "buy"] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

/** Those that cost the subscribers of a service nothing extra. Only these count as arrivals. */
export const WATCH_KINDS = ["stream", "free", "ads"] as const satisfies readonly OfferKind[];
export type WatchKind = (typeof WATCH_KINDS)[number];

/** A service as TMDB knows it. Compare by `id`: names change, and several services may share one. */
export interface Provider {
  id: number;
  name: string;
  /** A path on TMDB's image host, beginning with a slash; null if there is no logo. */
  logo: string | null;
}

/** The offers in one country. Each kind is in TMDB's order for that country. */
export type Offers = Record<OfferKind, Provider[]>;

/** A film's offers in one country, and where they are listed. */
export interface CountryOffers {
  offers: Offers;
  /** TMDB's page that leads to these offers, verbatim; null if the country has none. */
  link: string | null;
  /** When it comes out digitally there, as far as it streams nowhere yet and TMDB knows a day. */
  coming?: DigitalRelease;
  /** What look-ups have missed lately: see list/ledger.ts. It is left out where nothing is missed. */
  away?: Away[];
}

/** The day on which a film can be had digitally in a country: rented, bought, or with a subscription. */
export interface DigitalRelease {
  /** ISO 8601: a day in that country, and no instant. */
  date: string;
  /** What TMDB notes, which is often the name of a service; null: nothing. */
  note: string | null;
}

/**
 * An offer that the last look-ups did not find any more: TMDB's provider, its index in WATCH_KINDS, when it was first
 * missed, and when that was believed, in seconds since 1970; null: it is not believed yet.
 */
export type Away = [
  provider: number,
  name: string,
  kind: number,
  since: number,
  goneAt: number | null,
];

/**
 * Where a list comes from: Letterboxd shows it (a member's watchlist, or any list), a file was imported, or the owner
 * marks films.
 */
export type ListKind = "watchlist" | "list" | "file" | "seen" | "hidden";

/** What a film can be marked as, by hand or by a member's file. */
export const MARKS = ["seen", "hidden"] as const;
export type Mark = (typeof MARKS)[number];

/**
 * TMDB numbers films and television separately, and the numbers overlap: only type and id together identify a title.
 */
export interface TmdbKey {
  type: "movie" | "tv";
  id: number;
}

/** Where one of our films comes from. `manual` is reserved for films that are added by hand. */
export type FilmSource = "letterboxd" | "export" | "both" | "manual";

/** A film as an entry of a watchlist page names it. */
export interface ListedFilm {
  /** The film's name in Letterboxd's addresses. Letterboxd may rename it; `lid` is more stable. */
  slug: string;
  /** Letterboxd's short code (`boxd.it/<lid>`), case-sensitive; null if the page does not give it. */
  lid: string | null;
  title: string;
  /** Year of first release; null if the page gives none. */
  year: number | null;
  /** Letterboxd's own id of the entry, such as `film:46682`; null if the page does not give it. */
  uid: string | null;
}

/** How sure we are of a film's TMDB title, and why. */
export type Match =
  | "pending" // not looked up yet
  | "exact" // title and year are the same, and no other candidate is as good
  | "near-year" // the title is the same, the year is one off
  | "only-title" // the film has no year, and only one serious candidate has its title
  | "film-page" // Letterboxd's film page links to it
  | "owner" // the owner picked it
  | "unsure" // there are candidates, but none is certain enough
  | "not-found" // no candidate at all
  | "not-on-tmdb"; // the owner says that TMDB doesn’t have it

/** Those that rest on title and year: they are decided again when one of these changes, or another film has the title. */
export const BY_TITLE = ["exact", "near-year", "only-title"] as const satisfies readonly Match[];

export function isByTitle(match: Match): boolean {
  return BY_TITLE.some((one) => one === match);
}

export function isSameKey(a: TmdbKey | null, b: TmdbKey | null): boolean {
  return a?.type === b?.type && a?.id === b?.id;
}

/** A title of TMDB that may be the film. */
export interface Candidate {
  key: TmdbKey;
  title: string;
  originalTitle: string;
  /** Of the primary release or the first air date; null if TMDB has none. */
  year: number | null;
  /** A path on TMDB's image host; null if there is none. */
  poster: string | null;
  /** TMDB's number of votes, a measure of how serious an entry is. */
  votes: number;
  /** In words: why it may be the film. */
  why: string;
}

/**
 * What to conclude from a film's title, its year and the candidates. `key` is null unless the match is certain
 * enough.
 */
export interface Decision {
  match: Match;
  key: TmdbKey | null;
  /** In words, for the owner. */
  why: string;
  /** Best first; at most five. */
  candidates: Candidate[];
}

/** A title as TMDB describes it, with its offers in the countries that were asked for. */
export interface TmdbFilm {
  key: TmdbKey;
  title: string;
  originalTitle: string;
  /** ISO 8601 date of the primary release or the first air date; null if TMDB has none. */
  releaseDate: string | null;
  /** A path on TMDB's image host; null if there is none. */
  poster: string | null;
  /** Minutes; null if TMDB has none. */
  runtime: number | null;
  genres: string[];
  overview: string;
  /** Average of TMDB's votes, 0 to 10; null if there are no votes. */
  rating: number | null;
  /** By country code. A country whose offers could not be read is missing. */
  countries: Record<string, CountryOffers>;
  /** By country code, the earliest first; undefined: they were not asked for. */
  releases?: Record<string, DigitalRelease[]>;
}

/** Who made a title, and what else its own page says of it. */
export interface FilmCredits {
  /** At most three; of a series, those who created it. */
  directors: string[];
  /** At most five, the most important first. */
  cast: string[];
  /** YouTube's key of a trailer, eleven plain characters; null: TMDB names none. */
  trailer: string | null;
  /** Where it was produced, as ISO 3166-1 has the codes. */
  countries: string[];
}

export function noOffers(): Offers {
  return { stream: [], free: [], ads: [], rent: [], buy: [] };
}
