// What the owner should know of their countries: one is being filled, or TMDB has nothing to say of it.

import { countryWords, namesOf } from "../../templates/parts/words.ts";
import type { NoticeView } from "../../templates/parts/layout-view.ts";
import type { StoredLayout } from "../d1/layout.ts";
import type { Settings } from "../settings/index.ts";

export function countryNotices(
  { abroad }: Settings,
  { active, withoutServices }: Pick<StoredLayout, "active" | "withoutServices">,
): NoticeView[] {
  const notices: NoticeView[] = [];
  if (active?.trigger === "country" && abroad.length > 0) {
    const text =
      "A country was added, so every film’s offers there are being looked up. " +
      `${active.filmsDone} of ${active.filmsTotal} done so far.`;
    notices.push({ text });
  }
  if (withoutServices.length > 0) {
    const countries = namesOf(withoutServices.map(countryWords));
    const text = `TMDB doesn’t know of any services in ${countries}, so it can’t say where films can be watched there.`;
    notices.push({ text });
  }
  return notices;
}
