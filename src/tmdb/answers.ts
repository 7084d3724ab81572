// TMDB's answers as they come over the wire, and their way into our words. The wire types never leave this
// file. What has an odd shape is the failure `tmdb-unrecognised`, and never a gap on the page.

import * as z from "zod";
import { type Result, done, failed } from "../failure.ts";
import type { Candidate, Provider, TmdbFilm, TmdbKey } from "../film.ts";

/** Of a path's plain characters, since lists of addresses are made of it; any extension: logos changed once. */
const imagePath = z
  .string()
  .regex(/^\/[\w./-]+$/)
  .nullish();
/** TMDB writes an unknown date as an empty string, or leaves it out. */
const date = z.union([z.literal(""), z.string().regex(/^\d{4}-\d{2}-\d{2}$/)]).nullish();
const count = z.number().nonnegative();

const wireProvider = z.object({
  provider_id: z.int(),
  provider_name: z.string().trim().min(1),
  logo_path: imagePath,
});

/** A kind without offers is left out, in any combination. */
const wireProviders = z.array(wireProvider).optional();
const wireCountry = z.object({
  link: z.string().nullish(),
  flatrate: wireProviders,
  free: wireProviders,
  ads: wireProviders,
  rent: wireProviders,
  buy: wireProviders,
});

/** The whole world's offers come, and checking them all costs as much CPU as a whole message may: only the
 * asked country is looked into. */
const wireWorld = z.object({
  results: z.custom<Record<string, unknown>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
});

const wireTitle = z.object({
  id: z.int(),
  poster_path: imagePath,
  overview: z.string().nullish(),
  genres: z.array(z.object({ name: z.string() })),
  vote_average: z.number(),
  vote_count: count,
  "watch/providers": wireWorld,
});
const wireMovie = wireTitle.extend({
  title: z.string(),
  original_title: z.string(),
  release_date: date,
  runtime: count.nullish(),
});
const wireTv = wireTitle.extend({
  name: z.string(),
  original_name: z.string(),
  first_air_date: date,
  episode_run_time: z.array(count).optional(),
  last_episode_to_air: z.object({ runtime: count.nullish() }).nullish(),
});

const wireFound = z.object({ id: z.int(), poster_path: imagePath, vote_count: count });
const wireFoundMovies = z.object({
  results: z.array(
    wireFound.extend({
      title: z.string(),
      original_title: z.string(),
      release_date: date,
      video: z.boolean().optional(),
    }),
  ),
});
const wireFoundTv = z.object({
  results: z.array(
    wireFound.extend({ name: z.string(), original_name: z.string(), first_air_date: date }),
  ),
});

const wireProviderList = z.object({
  results: z.array(
    wireProvider.extend({ display_priorities: z.record(z.string(), z.number()).optional() }),
  ),
});

/** A service with its place in one country's order, the first is the smallest. */
export interface RankedProvider {
  provider: Provider;
  rank: number;
}

/** The details of a title and one country's offers. */
export function parseFilm(json: unknown, key: TmdbKey, country: string): Result<TmdbFilm> {
  const what = `${key.type}/${key.id}`;
  const details = key.type === "movie" ? parseMovie(json, what) : parseTv(json, what);
  if (!details.ok) return details;
  const { wire, ...rest } = details.value;
  // Another number in the answer than was asked for: whatever this is, it is not our film.
  if (wire.id !== key.id) return failed("tmdb-unrecognised", `${what}: came as ${wire.id}`);

  const offers = parse(
    wireCountry,
    wire["watch/providers"].results[country] ?? {},
    `${what}: offers of ${country}`,
  );
  if (!offers.ok) return offers;
  const { flatrate, free, ads, rent, buy, link } = offers.value;
  return done({
    key,
    ...rest,
    poster: wire.poster_path ?? null,
    genres: wire.genres.map((genre) => genre.name),
    overview: wire.overview ?? "",
    rating: wire.vote_count > 0 ? wire.vote_average : null,
    offers: {
      stream: toProviders(flatrate),
      free: toProviders(free),
      ads: toProviders(ads),
      rent: toProviders(rent),
      buy: toProviders(buy),
    },
    link: link !== null && link !== undefined && isPageOfTmdb(link) ? link : null,
  });
}

type Details = Pick<TmdbFilm, "title" | "originalTitle" | "releaseDate" | "runtime"> & {
  wire: z.infer<typeof wireTitle>;
};

function parseMovie(json: unknown, what: string): Result<Details> {
  const movie = parse(wireMovie, json, what);
  if (!movie.ok) return movie;
  const wire = movie.value;
  return done({
    wire,
    title: wire.title,
    originalTitle: wire.original_title,
    releaseDate: wire.release_date || null,
    runtime: wire.runtime || null,
  });
}

function parseTv(json: unknown, what: string): Result<Details> {
  const tv = parse(wireTv, json, what);
  if (!tv.ok) return tv;
  const wire = tv.value;
  return done({
    wire,
    title: wire.name,
    originalTitle: wire.original_name,
    releaseDate: wire.first_air_date || null,
    // TMDB empties `episode_run_time` more and more; the newest episode still has its own.
    runtime: wire.episode_run_time?.[0] || wire.last_episode_to_air?.runtime || null,
  });
}

/** Films as a search finds them, without the bonus discs that TMDB marks as `video`. */
export function parseFoundFilms(json: unknown): Result<Candidate[]> {
  const found = parse(wireFoundMovies, json, "search/movie");
  if (!found.ok) return found;
  const films = found.value.results.filter((item) => item.video !== true);
  return done(
    films.map((item) =>
      toCandidate("movie", item, item.title, item.original_title, item.release_date),
    ),
  );
}

export function parseFoundTelevision(json: unknown): Result<Candidate[]> {
  const found = parse(wireFoundTv, json, "search/tv");
  if (!found.ok) return found;
  return done(
    found.value.results.map((item) =>
      toCandidate("tv", item, item.name, item.original_name, item.first_air_date),
    ),
  );
}

export function parseProviderList(json: unknown, country: string): Result<RankedProvider[]> {
  const list = parse(wireProviderList, json, "watch/providers");
  if (!list.ok) return list;
  return done(
    list.value.results.map((item) => ({
      provider: toProvider(item),
      rank: item.display_priorities?.[country] ?? Number.POSITIVE_INFINITY,
    })),
  );
}

function toCandidate(
  type: TmdbKey["type"],
  item: z.infer<typeof wireFound>,
  title: string,
  originalTitle: string,
  day: z.infer<typeof date>,
): Candidate {
  return {
    key: { type, id: item.id },
    title,
    originalTitle,
    year: day ? Number(day.slice(0, 4)) : null,
    poster: item.poster_path ?? null,
    votes: item.vote_count,
    why: "TMDB finds it",
  };
}

function toProviders(wire: z.infer<typeof wireProviders>): Provider[] {
  return (wire ?? []).map(toProvider);
}

function toProvider(wire: z.infer<typeof wireProvider>): Provider {
  return { id: wire.provider_id, name: wire.provider_name, logo: wire.logo_path ?? null };
}

/** The link goes on our page as it is, so it must be what TMDB's terms speak of and nothing else. */
function isPageOfTmdb(link: string): boolean {
  const url = URL.parse(link);
  return url?.protocol === "https:" && /^(www\.)?themoviedb\.org$/.test(url.host);
}

function parse<T>(schema: z.ZodType<T>, json: unknown, what: string): Result<T> {
  const reading = schema.safeParse(json);
  if (reading.success) return done(reading.data);
  const issue = reading.error.issues[0];
  return failed("tmdb-unrecognised", `${what}: ${issue?.path.join(".")}: ${issue?.message}`);
}
