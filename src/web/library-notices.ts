// What the owner should know of their own media servers: one cannot be read, and as of when its films are shown.

import { libraryFailureWords, serverName } from "../../templates/parts/own-servers.ts";
import type { NoticeView } from "../../templates/parts/layout-view.ts";
import type { StoredLayout } from "../d1/layout.ts";

export function libraryNotices({ servers }: Pick<StoredLayout, "servers">): NoticeView[] {
  return servers.flatMap(({ server, state }) => {
    const { failure, readAt } = state;
    if (failure === null) return [];
    const what = libraryFailureWords(serverName(server), failure);
    const notice = { link: { href: "/libraries", words: "On my server" } };
    return readAt === null
      ? [{ ...notice, text: `${what} It has never been read in full.` }]
      : [{ ...notice, text: `${what} Its films are shown as they were`, at: readAt }];
  });
}
