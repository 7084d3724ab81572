// What a refresh has to tell, and to whom: one message, for each place that messages go to.

import { addDeliveries, noteTold } from "../d1/deliveries.ts";
import { placeOfDevice } from "../d1/devices.ts";
import { findRecipients, type Recipients } from "../d1/recipients.ts";
import { listToldArrivals, type ToldArrival } from "../d1/told-arrivals.ts";
import { MOST_LINES, type MessageLine, type NotifyMessage } from "../notify/message.ts";
import { placesOfTargets } from "../notify/place.ts";
import { plain } from "../notify/text.ts";
import type { Settings } from "../settings/index.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** More are counted no longer. */
const MOST_ARRIVALS = 500;

/**
 * The two statements that write what is to be told, for the batch that ends this refresh, before the one that ends it.
 * `tells`: whether they write any delivery.
 */
export async function tellArrivals(context: AppContext, refreshId: number) {
  const { db } = context;
  const now = seconds(context.now());
  const recipients = await findRecipients(db);
  const places = await placesToTell(context, recipients);
  // The first refresh of all, and that of an upgrade, tell nothing.
  const isFirst = recipients.toldUntil === null;
  const message = isFirst || places.length === 0 ? null : await messageNow(context, recipients);
  return {
    tells: message !== null,
    statements: [
      addDeliveries(db, refreshId, { places, message, now }),
      // Whoever ends this refresh has read the arrivals of this second.
      noteTold(db, refreshId, now + 1),
    ] as const,
  };
}

/** Without those that said that they are gone. */
async function placesToTell(
  { settings }: AppContext,
  { devices, off }: Recipients,
): Promise<string[]> {
  const targets = [...(await placesOfTargets(settings.notify)).keys()];
  return [...targets, ...devices.map(placeOfDevice)].filter((place) => !off.has(place));
}

/** null: nothing came. */
async function messageNow(
  context: AppContext,
  recipients: Recipients,
): Promise<NotifyMessage | null> {
  const { db, settings } = context;
  const { country } = settings;
  const arrivals = await listToldArrivals(db, settings, {
    country,
    all: false,
    limit: MOST_ARRIVALS,
    since: recipients.toldUntil ?? 0,
  });
  if (arrivals.length === 0) return null;
  return {
    type: "arrivals",
    country,
    at: seconds(context.now()),
    lines: arrivals.slice(0, MOST_LINES).map((arrival) => lineOf(arrival, settings)),
    films: countFilms(arrivals),
    link: pageNew(settings, recipients),
  };
}

/** The address of the page New; null: nobody knows where this app is reached. */
export function pageNew(
  { publicUrl }: Pick<Settings, "publicUrl">,
  { origin }: Pick<Recipients, "origin">,
): string | null {
  const known = publicUrl ?? origin;
  return known === null ? null : `${known}/new`;
}

/** A film that came to two services counts once. */
function countFilms(arrivals: readonly ToldArrival[]): number {
  const single = new Set(arrivals.flatMap(({ films, film }) => (films === 1 ? [film.id] : [])));
  return arrivals.reduce((sum, { films }) => sum + (films === 1 ? 0 : films), single.size);
}

function lineOf(
  { film, films, service, kind }: ToldArrival,
  { tmdbImageOrigin, letterboxdOrigin }: Settings,
): MessageLine {
  return {
    title: plain(film.title),
    year: film.year,
    films,
    service: { id: service.id, name: plain(service.name) },
    kind,
    tmdb: film.tmdb,
    link: webAddress(film.link),
    letterboxdUrl:
      film.slug === null ? null : `${letterboxdOrigin}/film/${encodeURIComponent(film.slug)}/`,
    poster: film.poster === null ? null : webAddress(`${tmdbImageOrigin}/t/p/w185${film.poster}`),
  };
}

const LONGEST_ADDRESS = 300;

/** TMDB's answer could hold anything. null: this is no address of the web. */
function webAddress(text: string | null): string | null {
  const url = URL.parse(text ?? "");
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return url.href.length <= LONGEST_ADDRESS ? url.href : null;
}
