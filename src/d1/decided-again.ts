// What becomes of a film's match when its title or its year is another one: it is decided again by the next look-up.
// Until then all that is known of the film stays as it is, so that its offers are shown. What the owner chose and what
// the film's own page said does not rest on title and year, and stands.

import { sql, type SQL } from "drizzle-orm";
import { BY_TITLE } from "../film.ts";

const DECIDED_BY_US = [...BY_TITLE, "unsure", "not-found"];

/** For a `set`. `title` and `year` are the new ones. The film's page may be asked again. */
export function decidedAgain(title: SQL, year: SQL): SQL {
  const names = sql.raw(DECIDED_BY_US.map((name) => `'${name}'`).join(", "));
  const isDue = sql`(films.title, films.year) is not (${title}, ${year}) and films."match" in (${names})`;
  return sql`"match" = iif(${isDue}, 'pending', films."match"),
    film_page_asked_at = iif(${isDue}, null, films.film_page_asked_at)`;
}
