// What a refresh found on my services, for the line beside its button.

import type { View } from "../../src/list/view.ts";
import type { LayoutView } from "./layout-view.ts";

/** What came with the last refresh: "2 new on Netflix, 1 on MUBI"; empty: nothing. */
export function arrivedWords(
  view: Pick<View, "films" | "services">,
  { changed }: Pick<LayoutView, "changed">,
): string {
  if (changed === null) return "";
  const names = new Map(view.services.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  for (const { movement } of view.films) {
    const name = movement?.came && movement.at >= changed.since && names.get(movement.service);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, n], i) => `${n} ${i === 0 ? "new " : ""}on ${name}`).join(", ");
}
