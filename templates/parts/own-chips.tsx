// Where a film stands on servers of the household's own, as chips: on its page and on the pick, before all offers.

import type { OwnItem } from "../../src/list/shown-film.ts";
import { onServerWords, serverMark } from "./own-servers.ts";

export function ServerMark({ server }: { server: string }) {
  return <span class={`logo own ${server}`}>{serverMark(server)}</span>;
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
