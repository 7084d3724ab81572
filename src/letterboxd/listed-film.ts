// A film as an item of a list names it, in our words and no longer than a film's can be. Both readings of a
// page make their films here, so that neither lets more through than the other.

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

/** Half a slug is another film's, and half a code nobody's: both are left out. A film without a slug is none. */
export function toListedFilm({ slug, name, lid, uid }: Item): ListedFilm {
  return {
    slug: slug.length > LONGEST.slug ? "" : slug,
    lid: lid !== null && lid.length > LONGEST.lid ? null : lid,
    ...titleAndYear(name),
    uid: uid !== null && uid.length > LONGEST.uid ? null : uid,
  };
}
