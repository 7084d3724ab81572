// What a followed list is called, and whose it is. Pure.

/** Until a page has told the list's name, it goes by its address. */
export function listName({ name, path }: { name: string | null; path: string }): string {
  return name ?? slugOf(path).replaceAll("-", " ");
}

/** The owner's name at Letterboxd, in lower case. */
export function ownerOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function slugOf(path: string): string {
  return path.split("/")[3] ?? "";
}

/** Whether others see the list only with the key that the path ends with. */
export function isUnlisted(path: string): boolean {
  return withoutKey(path) !== path;
}

/** With it, and only with it, others see an unlisted list; null: the list is public. */
export function keyOf(path: string): string | null {
  return isUnlisted(path) ? (path.split("/").at(-2) ?? null) : null;
}

/** The path as it may be shown to anybody: `/dave/list/slug/`. */
export function withoutKey(path: string): string {
  return path.replace(/(^\/[^/]+\/list\/[^/]+\/)share\/[^/]+\/$/, "$1");
}
