// Which lists of an export can be kept: twenty beside the watchlists, those that are followed at Letterboxd among them,
// and no more different films than are kept in all.

import { findListedCodes, listKept } from "../d1/import-lists.ts";
import { firstOwner, type Owner } from "../d1/listed.ts";
import type { Films, NamedFilms, RefusedFile } from "../export/index.ts";
import { MOST_FILMS, MOST_LISTS } from "../list/limits.ts";
import type { AppContext } from "../context.ts";

interface Offered {
  owner: Owner;
  lists: readonly NamedFilms[];
  /** What comes in with them; null: only they do. */
  watchlist: Films | null;
}

/** A list that is there already is replaced; those beyond the limit are refused, in the order of the file. */
export async function chooseLists(
  { db, settings }: AppContext,
  { owner, lists, watchlist }: Offered,
): Promise<{ chosen: NamedFilms[]; refused: RefusedFile[] }> {
  const chosen: NamedFilms[] = [];
  const refused: RefusedFile[] = [];
  if (lists.length === 0) return { chosen, refused };
  const stored = await listKept(db);
  const isOurs = (member: Owner) =>
    member === owner || (member === null && owner === firstOwner(settings));
  const kept = new Set(
    stored.filter((it) => it.isFile === 1 && isOurs(it.member)).map(({ name }) => name),
  );
  let room = MOST_LISTS - stored.length;
  const most = settings.atHome ? MOST_FILMS.atHome : MOST_FILMS.onCloudflare;
  const there = await findListedCodes(
    db,
    settings,
    codesOf([...lists, ...(watchlist ? [watchlist] : [])]),
  );
  const isNew = (film: Film) => codeOf(film) === null || !there.listed.has(codeOf(film) ?? "");
  const added = new Set(watchlist?.films.filter(isNew).map(keyOf));
  for (const list of differentlyNamed(lists)) {
    const news = new Set(
      list.films
        .filter(isNew)
        .map(keyOf)
        .filter((key) => !added.has(key)),
    );
    const then = there.films + added.size + news.size;
    const isKept = kept.has(list.name);
    if (!isKept && room <= 0) {
      refused.push({
        name: list.name,
        why: `At most ${MOST_LISTS} lists can be kept beside the watchlists, and there is no room for one more.`,
      });
    } else if (news.size > 0 && then > most) {
      refused.push({
        name: list.name,
        why: `With it there would be ${then} different films, and at most ${most} are kept in all${settings.atHome ? "" : " on Cloudflare"}.`,
      });
    } else {
      if (!isKept) room -= 1;
      for (const key of news) added.add(key);
      chosen.push(list);
    }
  }
  return { chosen, refused };
}

type Film = Films["films"][number];

/** null: the file names the film by its title alone. */
function codeOf({ lid, slug }: Film): string | null {
  return lid ?? slug;
}

function codesOf(lists: readonly Films[]): string[] {
  const codes = lists.flatMap(({ films }) => films.map(codeOf));
  return [...new Set(codes)].filter((code) => code !== null);
}

function keyOf(film: Film): string {
  return codeOf(film) ?? `${film.title} (${film.year})`;
}

/** A member's lists may have one name. Their files never do: Letterboxd gives the later ones a number. */
function differentlyNamed(lists: readonly NamedFilms[]): NamedFilms[] {
  const names = new Set<string>();
  return lists.map((list) => {
    const file = list.fileName.replace(/\.csv$/i, "");
    const name = names.has(list.name) ? `${list.name} (${file})` : list.name;
    names.add(name);
    return Object.assign(list, { name });
  });
}
