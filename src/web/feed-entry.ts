// An arrival → the entry of a feed.

import { FeedContent } from "../../templates/parts/feed-content.tsx";
import type { ToldArrival } from "../d1/told-arrivals.ts";
import { cleanText, type FeedEntry } from "../list/feed.ts";

interface Maker {
  /** Names the feed in each entry's id. */
  name: string;
  /** The whole address of the page that shows the arrivals. */
  page: string;
  imageOrigin: string;
}

export async function feedEntry(arrival: ToldArrival, maker: Maker): Promise<FeedEntry> {
  const { film, films, at, kind } = arrival;
  const service = cleanText(arrival.service.name);
  const title = cleanText(film.title);
  const year = film.year === null ? "" : ` (${film.year})`;
  const image = film.poster === null ? null : `${maker.imageOrigin}/t/p/w342${film.poster}`;
  const content = FeedContent({ title, year: film.year, service, kind, films, image, at });
  return {
    id: `tag:watchwhere,2026:${maker.name}/${arrival.id}`,
    title: films > 1 ? `${films} films came to ${service}` : `${title}${year} is on ${service}`,
    link: films > 1 ? maker.page : linkOf(arrival, maker),
    content: String(await content),
    at,
    service,
    image,
  };
}

/** Where the film can be watched, at TMDB; for want of that, its page there. */
function linkOf({ film: { link, tmdb } }: ToldArrival, { page }: Maker): string {
  if (link !== null) return link;
  return tmdb === null ? page : `https://www.themoviedb.org/${tmdb.type}/${tmdb.id}`;
}
