// Jellyfin, from 10.8 on. A key of the server's sees all libraries.

import { askForJson, fieldOf, textOf, tmdbIdOf } from "./ask.ts";
import type { Library, LibraryItem, LibraryLogin } from "./library.ts";

export const jellyfin: Library = {
  async readPage({ fetch, login }, from, most) {
    const start = Number(from ?? 0);
    const query = new URLSearchParams({
      IncludeItemTypes: "Movie",
      Recursive: "true",
      Fields: "ProviderIds",
      ExcludeLocationTypes: "Virtual",
      CollapseBoxSetItems: "false",
      EnableImages: "false",
      EnableUserData: "false",
      SortBy: "DateCreated",
      StartIndex: `${start}`,
      Limit: `${most}`,
    });
    const answer = await askForJson(fetch, `${login.url}/Items?${query.toString()}`, {
      Authorization: `MediaBrowser Token="${login.key}"`,
    });
    if (!answer.ok) return answer;
    const [items, total] = [
      fieldOf(answer.json, "Items"),
      fieldOf(answer.json, "TotalRecordCount"),
    ];
    if (!Array.isArray(items) || typeof total !== "number")
      return { ok: false, failure: "nonsense" };
    const end = start + items.length;
    const page = {
      items: items.flatMap((item) => itemOf(item, login)),
      read: items.length,
      next: items.length > 0 && end < total ? `${end}` : null,
    };
    return { ok: true, page };
  },
};

function itemOf(item: unknown, { publicUrl }: LibraryLogin): LibraryItem[] {
  const [id, server] = [textOf(fieldOf(item, "Id")), textOf(fieldOf(item, "ServerId"))];
  const numbers = fieldOf(item, "ProviderIds");
  const names = Object.keys(typeof numbers === "object" && numbers !== null ? numbers : {});
  const name = names.find((key) => key.toLowerCase() === "tmdb");
  const tmdbId = name === undefined ? null : tmdbIdOf(fieldOf(numbers, name));
  if (id === null || server === null || tmdbId === null) return [];
  const query = new URLSearchParams({ id, serverId: server });
  return [{ tmdbId, link: `${publicUrl}/web/#/details?${query.toString()}` }];
}
