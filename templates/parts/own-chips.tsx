// Where a film stands on servers of the household's own, as chips: on its page and on the pick, before all offers.

import type { OwnItem } from "../../src/list/shown-film.ts";
import { onServerWords, serverMark, serverName } from "./own-servers.ts";
import { namesOf } from "./words.ts";

export function ServerMark({ server }: { server: string }) {
  return <i class={`logo own ${server}`}>{serverMark(server)}</i>;
}

export function OwnChips({ own }: { own: readonly OwnItem[] }) {
  if (own.length === 0) return null;
  return (
    <ul class="chips own-servers" aria-label="On my own servers">
      {own.map(({ server, link }) => (
        <li>
          <a class="chip on" href={link}>
            <ServerMark server={server} />
            <span>{onServerWords(server)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** On the page where services are ticked. */
export function NoTick({ servers }: { servers: readonly string[] }) {
  if (servers.length === 0) return null;
  return (
    <p>
      You don’t need to tick your own {namesOf(servers.map(serverName))}: a film that’s there says
      so first, and stays in its group. <a href="/libraries">On my server</a>
    </p>
  );
}
