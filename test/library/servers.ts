// Stand-ins for media servers, in the shapes of the real ones. Jellyfin's are the fields that its own source names (nobody has
// recorded an answer with real values); Plex's are those of its description of the API, of recorded sections, and of a
// recorded watchlist, whose films have the shape of a section's.

export interface ServerFilm {
  id: string;
  /** TMDB's number as the server has it; null: it has none. */
  tmdb: string | null;
}

type FetchLike = typeof globalThis.fetch;

export function serveJellyfin(
  films: readonly ServerFilm[],
  key: string,
  asked: Request[] = [],
): FetchLike {
  return async (input, init) => {
    const request = new Request(input, init);
    asked.push(request);
    const url = new URL(request.url);
    if (!url.pathname.startsWith("/media/Items")) throw new TypeError("fetch failed");
    if (request.headers.get("Authorization") !== `MediaBrowser Token="${key}"`) {
      return new Response(null, { status: 401 });
    }
    const start = Number(url.searchParams.get("StartIndex"));
    const page = films.slice(start, start + Number(url.searchParams.get("Limit")));
    return Response.json({
      Items: page.map(({ id, tmdb }) => ({
        Name: `Film ${id}`,
        ServerId: "5e5e5e",
        Id: id,
        Type: "Movie",
        ProviderIds: { ...(tmdb === null ? {} : { Tmdb: tmdb }), TmdbCollection: "2344" },
      })),
      TotalRecordCount: films.length,
      StartIndex: start,
    });
  };
}

/** With a section of films, one of shows and one of home videos. */
export function servePlex(
  films: readonly ServerFilm[],
  token: string,
  asked: Request[] = [],
): FetchLike {
  return async (input, init) => {
    const request = new Request(input, init);
    asked.push(request);
    const { pathname, searchParams } = new URL(request.url);
    const container = (more: object) => Response.json({ MediaContainer: { size: 1, ...more } });
    if (request.headers.get("Accept") !== "application/json") return new Response("<xml/>");
    if (pathname === "/identity") return container({ machineIdentifier: "ab12cd" });
    if (request.headers.get("X-Plex-Token") !== token) {
      return new Response("Unauthorized", {
        status: 401,
        headers: { "Content-Type": "text/html" },
      });
    }
    if (pathname === "/library/sections") {
      const section = (id: string, type: string, agent: string) => ({ key: id, type, agent });
      return container({
        Directory: [
          section("1", "movie", "tv.plex.agents.movie"),
          section("2", "show", "tv.plex.agents.series"),
          section("3", "movie", "com.plexapp.agents.none"),
        ],
      });
    }
    if (pathname !== "/library/sections/1/all") return new Response("", { status: 404 });
    const start = Number(request.headers.get("X-Plex-Container-Start"));
    const page = films.slice(start, start + Number(request.headers.get("X-Plex-Container-Size")));
    const withGuids = searchParams.get("includeGuids") === "1";
    return container({
      totalSize: films.length,
      offset: start,
      ...(page.length > 0 && {
        Metadata: page.map(({ id, tmdb }) => {
          const item = { ratingKey: id, type: "movie", guid: `plex://movie/${id}` };
          const guids = [{ id: "imdb://tt1" }, { id: `tmdb://${tmdb}` }];
          return withGuids && tmdb !== null ? Object.assign(item, { Guid: guids }) : item;
        }),
      }),
    });
  };
}
