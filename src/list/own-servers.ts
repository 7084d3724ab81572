// Media servers of the household's own, as a view knows them. "On Jellyfin" is a service of mine wherever a film is
// shown or asked for: its mark stands first on a film and leads to the item, and it has a chip, a filter and numbers like
// any service (`service=jellyfin`). It decides nothing: no film moves for it. Groups, the headline, what is new or told, what
// a service is worth, and the list for Radarr go by offers alone. For what one has already is no reason to call a film
// streamed, and if Radarr took it for one, it would delete the very file. Pure.

export const SERVERS = ["jellyfin", "plex"] as const;
export type Server = (typeof SERVERS)[number];

/** Where films stand, by film id; a film that is missing stands on none. */
export type OnServers = ReadonlyMap<number, readonly Server[]>;

/** As the snapshot holds it. */
export type OwnPart = [server: string, filmIds: number[]][];

/** One object, so that a list that was made without servers is known again. */
export const ON_NO_SERVER: OnServers = new Map();
const NONE: readonly Server[] = [];

export function onServers(part: OwnPart): OnServers {
  const films = new Map<number, Server[]>();
  for (const server of SERVERS) {
    for (const [name, ids] of part) {
      if (name !== server) continue;
      for (const id of ids) films.set(id, [...(films.get(id) ?? []), server]);
    }
  }
  return films;
}

export function serversOf(films: OnServers, filmId: number): readonly Server[] {
  return films.get(filmId) ?? NONE;
}

/** A configured server with its number of films. */
export interface CountedServer {
  server: Server;
  /** Films of the whole list that stand on it. */
  films: number;
  filmsInView: number;
}

/** How many of these films stand on each server. */
export function countOnServers(
  films: readonly { servers: readonly Server[] }[],
): Map<Server, number> {
  const counts = new Map<Server, number>();
  for (const { servers } of films) {
    for (const server of servers) counts.set(server, (counts.get(server) ?? 0) + 1);
  }
  return counts;
}
