// That the services were saved: said once, on the first page, when the form has led to it.

import type { Facets } from "../src/shelf/facets.ts";
import { isTicked, type ServicesChoice } from "../src/shelf/services.ts";

interface SavedProps {
  facets: Facets;
  choice: ServicesChoice | null;
}

export function SavedNote({ facets, choice }: SavedProps) {
  if (choice === null) return null;
  const ticked = facets.services.filter((service) => isTicked(choice, service));
  const n = new Set([...choice.chosen, ...ticked.map(({ id }) => id)]).size;
  return (
    <output class="note saved">
      {savedWords(n)} <a href="/services">Change</a>
    </output>
  );
}

function savedWords(n: number): string {
  if (n === 0) return "Your choice is saved.";
  return n === 1 ? "Your one service is saved." : `Your ${n} services are saved.`;
}
