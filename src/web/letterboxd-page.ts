// A film's page at Letterboxd.

import type { Settings } from "../settings/index.ts";

/** null: the film has neither a page there nor a short link. */
export function letterboxdOf(
  { slug, lid }: { slug: string | null; lid: string | null },
  { letterboxdOrigin }: Pick<Settings, "letterboxdOrigin">,
): string | null {
  if (slug !== null) return `${letterboxdOrigin}/film/${slug}/`;
  return lid === null ? null : `https://boxd.it/${lid}`;
}
