// Plex. Its films stand in sections, which are read one after another: `next` is "machine/sections left/start".

import { askForJson, fieldOf, textOf, tmdbIdOf, type Answer } from "./ask.ts";
import type { Library, LibraryItem, LibraryLogin } from "./library.ts";
import type { Fetch } from "../ports.ts";

/** A house has a handful; they have to fit into `next`. */
const MOST_SECTIONS = 50;

interface Place {
  machine: string;
  sections: string[];
  start: number;
}

export const plex: Library = {
  async readPage({ fetch, login }, from, most) {
    const found =
      from === null ? await firstPlace(fetch, login) : { ok: true as const, place: placeOf(from) };
    if (!found.ok) return found;
    const { machine, sections, start } = found.place;
    const [section, ...others] = sections;
    if (section === undefined) return { ok: true, page: { items: [], read: 0, next: null } };
    const path = `/library/sections/${encodeURIComponent(section)}/all?type=1&includeGuids=1`;
    const answer = await ask(fetch, login, path, {
      "X-Plex-Container-Start": `${start}`,
      "X-Plex-Container-Size": `${most}`,
    });
    if (!answer.ok) return answer;
    const container = fieldOf(answer.json, "MediaContainer");
    const films = fieldOf(container, "Metadata") ?? [];
    if (container === undefined || !Array.isArray(films)) return { ok: false, failure: "nonsense" };
    // It may state no total: a short page is then the last.
    const total = Number(fieldOf(container, "totalSize") ?? Number.NaN);
    const end = start + films.length;
    const isLast = films.length === 0 || (Number.isNaN(total) ? films.length < most : end >= total);
    const left = isLast ? others : sections;
    const page = {
      items: films.flatMap((film) => itemOf(film, machine, login)),
      read: films.length,
      next: left.length === 0 ? null : [machine, left.join(","), isLast ? 0 : end].join("/"),
    };
    return { ok: true, page };
  },
};

async function firstPlace(fetch: Fetch, login: LibraryLogin) {
  const identity = await ask(fetch, login, "/identity");
  if (!identity.ok) return identity;
  const sections = await ask(fetch, login, "/library/sections");
  if (!sections.ok) return sections;
  const machine = textOf(fieldOf(fieldOf(identity.json, "MediaContainer"), "machineIdentifier"));
  const container = fieldOf(sections.json, "MediaContainer");
  const all = fieldOf(container, "Directory") ?? [];
  if (
    machine === null ||
    !/^[\w-]+$/.test(machine) ||
    container === undefined ||
    !Array.isArray(all)
  )
    return { ok: false as const, failure: "nonsense" as const };
  // Home videos have no numbers.
  const keys = all.flatMap((one) => {
    const isFilms =
      fieldOf(one, "type") === "movie" && fieldOf(one, "agent") !== "com.plexapp.agents.none";
    const key = textOf(fieldOf(one, "key"));
    return isFilms && key !== null && /^\w+$/.test(key) ? [key] : [];
  });
  const place: Place = { machine, sections: keys.slice(0, MOST_SECTIONS), start: 0 };
  return { ok: true as const, place };
}

function placeOf(next: string): Place {
  const [machine = "", sections = "", start = "0"] = next.split("/");
  return { machine, sections: sections.split(","), start: Number(start) };
}

function ask(
  fetch: Fetch,
  { url, key }: LibraryLogin,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const own = { "X-Plex-Token": key, "X-Plex-Client-Identifier": "watchwhere" };
  return askForJson(fetch, `${url}${path}`, { ...own, ...headers });
}

const NUMBER = /^tmdb:\/\/(\d+)$/;
/** Of the agent of old: the number stands in the item's own id. */
const OLD_NUMBER = /^com\.plexapp\.agents\.themoviedb:\/\/(\d+)/;

function itemOf(film: unknown, machine: string, { url, publicUrl }: LibraryLogin): LibraryItem[] {
  const guids = fieldOf(film, "Guid");
  const ids = (Array.isArray(guids) ? guids : []).map((guid) => textOf(fieldOf(guid, "id")) ?? "");
  const found = ids.map((id) => NUMBER.exec(id)?.[1]).find((id) => id !== undefined);
  const tmdbId = tmdbIdOf(found ?? OLD_NUMBER.exec(textOf(fieldOf(film, "guid")) ?? "")?.[1]);
  const key = textOf(fieldOf(film, "ratingKey"));
  if (tmdbId === null || key === null) return [];
  const page = `server/${machine}/details?key=${encodeURIComponent(`/library/metadata/${key}`)}`;
  // Without an address of its own, Plex's own page finds the server from anywhere.
  const at =
    publicUrl === url ? "https://app.plex.tv/desktop/#!/" : `${publicUrl}/web/index.html#!/`;
  return [{ tmdbId, link: `${at}${page}` }];
}
