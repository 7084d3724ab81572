// The household's own media servers, and how their last reading went.

import type { Server } from "../../src/list/own-servers.ts";
import { addressOf, PLAIN_QUERY } from "../../src/list/query.ts";
import type { LibraryState } from "../../src/list/library-state.ts";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { isLockedFor, LockedNote } from "../parts/log-in.tsx";
import { Moment } from "../parts/moment.tsx";
import { ServerMark } from "../parts/own-chips.tsx";
import { libraryFailureWords, serverName } from "../parts/own-servers.ts";
import { count, films } from "../parts/words.ts";

interface LibrariesProps {
  servers: readonly ServerView[];
  layout: LayoutView;
}

interface ServerView {
  server: Server;
  /** How many films of the lists stand there. */
  listed: number;
  state: LibraryState;
}

export function LibrariesPage({ servers, layout }: LibrariesProps) {
  return (
    <Layout title="On my server" place="libraries" layout={layout}>
      <header class="hero">
        <h1>On my server</h1>
      </header>
      {servers.length === 0 ? (
        <p class="lead">
          No media server is set. Set JELLYFIN_URL and JELLYFIN_API_KEY, or PLEX_URL and PLEX_TOKEN,
          and the page will say which of your films are on it.
        </p>
      ) : isLockedFor(layout) ? (
        <LockedNote layout={layout} what="have them read again" />
      ) : (
        <form method="post" action="/libraries">
          <button class="button">Read them again</button>
        </form>
      )}
      {servers.map((server) => (
        <ServerPart {...server} now={layout.now} />
      ))}
    </Layout>
  );
}

function ServerPart({ server, listed, state, now }: ServerView & { now: number }) {
  const { reading, readAt, films: all, failure, failedAt } = state;
  return (
    <section class="refresh">
      <h2>
        <ServerMark server={server} /> {serverName(server)}
      </h2>
      {readAt === null ? (
        <p>It hasn’t been read yet.</p>
      ) : (
        <p>
          {films(listed)} from your lists, out of {count(all)} there; read{" "}
          <Moment at={readAt} now={now} />.{" "}
          {listed === 0 ? null : (
            <a href={addressOf(PLAIN_QUERY, { servers: [server] })}>Show them</a>
          )}
        </p>
      )}
      {reading === null ? null : <p>It’s being read: {films(reading.read)} so far.</p>}
      {failure === null || failedAt === null ? null : (
        <p>
          {libraryFailureWords("It", failure)} That was <Moment at={failedAt} now={now} />
          {readAt === null ? "." : "; what was known before is kept."}
        </p>
      )}
    </section>
  );
}
