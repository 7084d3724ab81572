// Which lists of an export can be kept: twenty beside the watchlists, those that are followed at Letterboxd among them,
// and no more different films in all than a watchlist may have.

import { listKept } from "../d1/import-lists.ts";
import { firstOwner, type Owner } from "../d1/listed.ts";
import type { Films, NamedFilms, RefusedFile } from "../export/index.ts";
import { MOST_LISTS } from "../list/limits.ts";
import type { AppContext } from "../context.ts";

interface Offered {
  owner: Owner;
  lists: readonly NamedFilms[];
  /** What comes in with them; null: only they do. */
  watchlist: Films | null;
  maxFilms: number;
}

/** A list that is there already is replaced; those beyond the limit are refused, in the order of the file. */
export async function chooseLists(
  { db, settings }: AppContext,
  { owner, lists, watchlist, maxFilms }: Offered,
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
  const films = new Set(watchlist?.films.map(keyOf));
  for (const list of differentlyNamed(lists)) {
    const news = list.films.map(keyOf).filter((key) => !films.has(key));
    const isKept = kept.has(list.name);
    if (!isKept && room <= 0) {
      refused.push({
        name: list.name,
        why: `At most ${MOST_LISTS} lists can be kept beside the watchlists, and there is no room for one more.`,
      });
    } else if (films.size + news.length > maxFilms) {
      refused.push({
        name: list.name,
        why: `With it there would be ${films.size + news.length} different films, and at most ${maxFilms} can be imported here.`,
      });
    } else {
      if (!isKept) room -= 1;
      for (const key of news) films.add(key);
      chosen.push(list);
    }
  }
  return { chosen, refused };
}

function keyOf({ lid, slug, title, year }: Films["films"][number]): string {
  return lid ?? slug ?? `${title} (${year})`;
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
