// A film as an item of a list names it, in our words and within our limits. Both ways of reading a page make
// their films here, so that neither lets through more than the other.

import type { ListedFilm } from "../film.ts";
import { titleAndYear } from "./film-name.ts";

/** The longest real slug has 82 characters, a `lid` 5, a `uid` 12. */
const LONGEST = { slug: 200, lid: 20, uid: 40 };

export interface Item {
  slug: string;
  /** `Title (Year)`, decoded. */
  name: string;
  lid: string | null;
  uid: string | null;
}

/** Half a slug would name another film, so one that is too long becomes empty, and the page is then rejected. */
export function toListedFilm({ slug, name, lid, uid }: Item): ListedFilm {
  return {
    slug: slug.length > LONGEST.slug ? "" : slug,
    lid: lid !== null && lid.length > LONGEST.lid ? null : lid,
    ...titleAndYear(name),
    uid: uid !== null && uid.length > LONGEST.uid ? null : uid,
  };
}
