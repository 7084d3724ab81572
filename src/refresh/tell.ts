// What a refresh has to tell, and to whom: one message, for each place that messages go to.

import { batch } from "../d1/batch.ts";
import { addDeliveries, noteTold } from "../d1/deliveries.ts";
import { listDevices, placeOfDevice } from "../d1/devices.ts";
import { findValue } from "../d1/kv.ts";
import { placesOf } from "../d1/places.ts";
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
 * `anything`: whether they write any delivery.
 */
export async function tellArrivals(context: AppContext, refreshId: number) {
  const { db } = context;
  const now = seconds(context.now());
  const told = await findValue(db, "told-until");
  // The first refresh of all, and that of an upgrade, tell nothing.
  const places = told === null ? [] : await placesToTell(context);
  const message = told && places.length > 0 ? await messageSince(context, told.at) : null;
  return {
    anything: message !== null,
    // Whoever ends this refresh has read the arrivals of this second.
    statements: [
      addDeliveries(db, refreshId, { places, message, now }),
      noteTold(db, refreshId, now + 1),
    ] as const,
  };
}

/** Without those that said that they are gone. */
async function placesToTell({ db, settings }: AppContext): Promise<string[]> {
  const [devices, [states]] = await Promise.all([listDevices(db), batch(db, [placesOf(db)])]);
  const off = new Set(states.filter(({ isOff }) => isOff === 1).map(({ place }) => place));
  const targets = [...(await placesOfTargets(settings.notify)).keys()];
  return [...targets, ...devices.map(placeOfDevice)].filter((place) => !off.has(place));
}

/** null: nothing came. */
async function messageSince(context: AppContext, since: number): Promise<NotifyMessage | null> {
  const { db, settings } = context;
  const { country } = settings;
  const arrivals = await listToldArrivals(db, settings, {
    country,
    all: false,
    limit: MOST_ARRIVALS,
    since,
  });
  if (arrivals.length === 0) return null;
  return {
    type: "arrivals",
    country,
    at: seconds(context.now()),
    lines: arrivals.slice(0, MOST_LINES).map((arrival) => lineOf(arrival, settings)),
    films: countFilms(arrivals),
    link: await pageNew(context),
  };
}

/** The address of the page New; null: nobody knows where this app is reached. */
export async function pageNew({ db, settings }: AppContext): Promise<string | null> {
  const origin = settings.publicUrl ?? (await findValue(db, "owners-origin"))?.origin ?? null;
  return origin === null ? null : `${origin}/new`;
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
