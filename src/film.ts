// The words of this app: what a film, an offer and a match are. Imports nothing, and knows neither
// Letterboxd's markup, nor TMDB's answers, nor D1's columns.

/** The five ways in which a film can be had, in the order in which they are shown. */
export const OFFER_KINDS = ["stream", "free", "ads", "rent", "buy"] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

/** A service as TMDB knows it. Compare by `id`: names change and are shared. */
export interface Provider {
  id: number;
  name: string;
  /** A path on TMDB's image host, beginning with a slash; null where there is no logo. */
  logo: string | null;
}

/** What one country offers. Within a kind, in TMDB's order for that country. */
export type Offers = Record<OfferKind, Provider[]>;

/** What one country offers a film by. */
export interface CountryOffers {
  offers: Offers;
  /** TMDB's page that leads to these offers, verbatim; null where the country has none. */
  link: string | null;
}

/** What a list is: as Letterboxd shows a member's watchlist or anybody's list, what a file brought, or marks. */
export type ListKind = "watchlist" | "list" | "file" | "seen" | "hidden";

/** TMDB numbers films and television apart, and the numbers overlap: only both together name a title. */
export interface TmdbKey {
  type: "movie" | "tv";
  id: number;
}

/** Where a film of ours comes from. `manual` is kept free for films that are added by hand. */
export type FilmSource = "letterboxd" | "export" | "both" | "manual";

/** A film as one item of a watchlist names it. */
export interface ListedFilm {
  /** The name in Letterboxd's addresses. May be renamed by Letterboxd; `lid` is steadier. */
  slug: string;
  /** Letterboxd's short code (`boxd.it/<lid>`), case matters; null where the page does not say. */
  lid: string | null;
  title: string;
  /** Year of the first showing; null where the page names none. */
  year: number | null;
  /** What Letterboxd calls the item, as `film:46682`; null where the page does not say. */
  uid: string | null;
}

/** How sure we are of a film's TMDB key, and why. */
export type Match =
  | "pending" // not looked up yet
  | "exact" // title and year are the same, and no other candidate is as good
  | "near-year" // the title is the same, the year is one off
  | "only-title" // a film without a year, and one serious candidate has its title
  | "film-page" // Letterboxd's film page links to it
  | "owner" // the owner picked it
  | "unsure" // there are candidates, but none is certain enough
  | "not-found" // no candidate at all
  | "not-on-tmdb"; // the owner says that TMDB does not have it

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
  /** Of the primary release or the first air date; null where TMDB has none. */
  year: number | null;
  /** A path on TMDB's image host; null where there is none. */
  poster: string | null;
  /** TMDB's count of votes, a measure of how serious an entry is. */
  votes: number;
  /** In words, why it may be the film. */
  why: string;
}

/** What a film's title, its year and the candidates add up to. `key` is null unless it is certain enough. */
export interface Decision {
  match: Match;
  key: TmdbKey | null;
  /** In words, for the owner. */
  why: string;
  /** Best first; at most five. */
  candidates: Candidate[];
}

/** A title as TMDB describes it, with the offers of the countries that were asked for. */
export interface TmdbFilm {
  key: TmdbKey;
  title: string;
  originalTitle: string;
  /** ISO 8601 date of the primary release or the first air date; null where TMDB has none. */
  releaseDate: string | null;
  /** A path on TMDB's image host; null where there is none. */
  poster: string | null;
  /** Minutes; null where TMDB has none. */
  runtime: number | null;
  genres: string[];
  overview: string;
  /** Average of TMDB's votes, 0 to 10; null without votes. */
  rating: number | null;
  /** By country. One whose offers could not be read is missing. */
  countries: Record<string, CountryOffers>;
}

/** Makes an empty set of offers. */
export function noOffers(): Offers {
  return { stream: [], free: [], ads: [], rent: [], buy: [] };
}
