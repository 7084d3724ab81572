// Which lists of an export can be kept: twenty beside the watchlists, those that are followed at Letterboxd among them.

import { listFollowed } from "../d1/import-lists.ts";
import { firstOwner, type Owner } from "../d1/listed.ts";
import type { NamedFilms, RefusedFile } from "../export/index.ts";
import type { AppContext } from "../context.ts";

const MAX_LISTS = 20;

/** A list that is there already is replaced; those beyond the limit are refused, in the order of the file. */
export async function chooseLists(
  { db, settings }: AppContext,
  owner: Owner,
  lists: readonly NamedFilms[],
): Promise<{ chosen: NamedFilms[]; refused: RefusedFile[] }> {
  const chosen: NamedFilms[] = [];
  const refused: RefusedFile[] = [];
  if (lists.length === 0) return { chosen, refused };
  const followed = await listFollowed(db);
  const isOurs = (member: Owner) =>
    member === owner || (member === null && owner === firstOwner(settings));
  const kept = new Set(
    followed.filter((it) => it.isFile === 1 && isOurs(it.member)).map(({ name }) => name),
  );
  let room = MAX_LISTS - followed.length;
  for (const list of differentlyNamed(lists)) {
    if (!kept.has(list.name)) room -= 1;
    if (kept.has(list.name) || room >= 0) chosen.push(list);
    else {
      const why = `At most ${MAX_LISTS} lists can be kept beside the watchlists, and there is no room for one more.`;
      refused.push({ name: list.name, why });
    }
  }
  return { chosen, refused };
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
