// What programs get from this app, as zod schemas: the document at /openapi.json is made from them, and the tests check
// every answer against them. They belong to the build and to the tests: the Worker itself never loads this folder.

import * as z from "zod";
import { LETTERBOXD_FAILURES } from "../failure.ts";
import type { Match, OfferKind } from "../film.ts";
import { SERVERS } from "../list/own-servers.ts";

/** Named schemas, which the document lists once and refers to. */
export const named = z.registry<{ id: string; description?: string }>();

const moment = z.iso.datetime().describe("ISO 8601, UTC");
const film = z.string().min(1);
const year = z.int().nullable().describe("of first release");
const link = z.url().nullable().describe("where the offers are listed");
const count = z.int().nonnegative();

export const message = z
  .strictObject({ message: z.string().describe("what is wrong and what to do, for people") })
  .register(named, { id: "Message" });

const provider = z
  .strictObject({ id: z.int(), name: z.string(), logo: z.string().nullable() })
  .register(named, { id: "Provider", description: "A service as TMDB numbers it." });

const offers = z
  .strictObject({
    stream: z.array(provider),
    free: z.array(provider),
    ads: z.array(provider),
    rent: z.array(provider),
    buy: z.array(provider),
  } satisfies Record<OfferKind, unknown>)
  .register(named, { id: "Offers", description: "By kind, each in TMDB’s order." });

const abroad = z
  .record(z.string().length(2), z.strictObject({ offers, link }))
  .optional()
  .describe("with several countries: the same by each of the others’ two letters");

const own = z
  .array(z.strictObject({ server: z.enum(SERVERS), link: z.url() }))
  .describe("where it stands on the household’s own servers");

const tmdb = z.strictObject({ type: z.enum(["movie", "tv"]), id: z.int().positive() }).nullable();
const match = z.enum([
  "pending",
  "exact",
  "near-year",
  "only-title",
  "film-page",
  "owner",
  "unsure",
  "not-found",
  "not-on-tmdb",
] satisfies Match[]);

const listedFilm = {
  slug: z.string().nullable().describe("in Letterboxd’s addresses"),
  lid: z.string().nullable().describe("Letterboxd’s short code"),
  title: film,
  year,
  source: z.enum(["letterboxd", "export", "both", "manual"]),
  addedOn: z.iso.date().nullable(),
  tmdb,
  match,
  link,
  checkedAt: moment.nullable().describe("when the offers were last asked for"),
};

const filmOfList = z
  .strictObject({
    ...listedFilm,
    listed: z.boolean().describe("false: it is on no watchlist now"),
    poster: z.url().nullable(),
    runtime: z.int().nullable().describe("minutes"),
    offers,
    abroad,
    own,
    letterboxdUrl: z.url().nullable(),
    lists: z.array(z.int()).describe("numbers of the lists that have it"),
    seen: z.boolean(),
    hidden: z.boolean(),
  })
  .register(named, { id: "Film" });

export const films = z
  .strictObject({
    updatedAt: moment.nullable(),
    country: z.string().length(2).describe("the one that the view is of"),
    home: z
      .string()
      .length(2)
      .optional()
      .describe("with several countries: the one that offers and link are of"),
    total: count,
    films: z.array(filmOfList),
  })
  .register(named, { id: "Films" });

export const exported = z
  .strictObject({
    exportedAt: moment,
    country: z.string().length(2),
    sources: z.string(),
    lists: z.array(z.string()).optional(),
    all: z.boolean().optional(),
    films: z.array(
      z.strictObject({
        ...listedFilm,
        letterboxdUri: z.url().nullable(),
        offers: offers.nullable(),
        abroad,
      }),
    ),
  })
  .register(named, { id: "Export" });

export const lists = z
  .array(
    z.strictObject({
      id: z.int(),
      kind: z.enum(["watchlist", "list", "file", "seen", "hidden"]),
      name: z.string().nullable(),
      owner: z.string().nullable(),
      url: z.url().nullable(),
      films: count,
      updatedAt: moment.nullable(),
      state: z.enum(["proven", "never-read", "failed", "reading"]),
      failure: z
        .string()
        .nullable()
        .describe(`such as ${LETTERBOXD_FAILURES.join(", ")}`),
    }),
  )
  .register(named, { id: "Lists" });

export const radarr = z
  .array(
    z.strictObject({
      id: z.int().positive().describe("TMDB’s number of the film"),
      title: film,
      release_year: z.string().optional(),
    }),
  )
  .register(named, { id: "RadarrList", description: "What Radarr’s “Custom Lists” read." });

const news = z.array(
  z.strictObject({
    title: film,
    year,
    service: z.string().nullable().describe("its name"),
    at: moment.describe("when it was seen"),
    link,
  }),
);

const coming = z.array(
  z.strictObject({
    title: film,
    year,
    day: z.iso.date().describe("a day of the calendar, by TMDB"),
    note: z.string().nullable().describe("TMDB’s, which often names a service; no promise"),
    link,
  }),
);

export const summary = z
  .strictObject({
    country: z.string().length(2),
    updatedAt: moment.nullable().describe("the end of the last refresh that brought answers"),
    state: z.enum(["idle", "reading", "looking-up"]).describe("whether a refresh is under way"),
    films: count.describe("films of the view"),
    mine: count.describe("those of them on my services; before a choice, those that stream"),
    arrived: news.max(20).describe("what came to my services, the newest first"),
    left: news.max(20).describe("what left them"),
    coming: coming.max(20).describe("what comes out digitally, the next day first"),
  })
  .register(named, { id: "Summary" });

export const pick = z
  .strictObject({
    country: z.string().length(2).describe("the one that all of it is of"),
    title: film,
    year,
    minutes: z.int().nullable(),
    genres: z.array(z.string()),
    rating: z.number().min(0).max(10).nullable(),
    overview: z.string(),
    mine: z.boolean(),
    streams: z.array(z.string()).describe("services that offer it at no extra cost"),
    shops: z.array(z.string()).describe("services that rent or sell it"),
    own,
    poster: z.url().nullable(),
    link,
    letterboxdUrl: z.url().nullable(),
  })
  .register(named, { id: "Pick" });

export const jsonFeed = z
  .strictObject({
    version: z.literal("https://jsonfeed.org/version/1.1"),
    title: z.string().min(1),
    description: z.string().min(1),
    home_page_url: z.url(),
    feed_url: z.url(),
    language: z.literal("en"),
    authors: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
    items: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          url: z.url(),
          title: z.string().min(1),
          content_html: z.string().min(1),
          image: z.url().optional(),
          date_published: moment,
          tags: z.array(z.string()),
        }),
      )
      .max(50),
  })
  .register(named, { id: "JsonFeed", description: "JSON Feed 1.1." });

export const health = z
  .strictObject({
    status: z.enum(["ok", "no database", "no ticks"]),
    message: z.string().optional(),
  })
  .register(named, { id: "Health" });
