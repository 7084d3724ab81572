// What all cards of a page share.

import type { Facets } from "../../src/shelf/facets.ts";
import { LATELY_DAYS } from "../../src/shelf/facets.ts";
import { countsAsMine, type ServicesChoice } from "../../src/shelf/services.ts";
import type { CardContext } from "./card.ts";
import type { FrameView } from "./frame.ts";

export function cardContext(
  { services }: Facets,
  choice: ServicesChoice | null,
  frame: FrameView,
): CardContext {
  const mine = services.filter((service) => countsAsMine(choice, service));
  const byId = new Map(services.map((service) => [service.id, service]));
  return {
    services: byId,
    mine: new Set(mine.map(({ id }) => id)),
    imageOrigin: frame.imageOrigin,
    letterboxdOrigin: frame.letterboxdOrigin,
    withShops: false,
    flag: ({ arrivedAt, arrivedOn }) => {
      if (arrivedAt === null || arrivedAt < frame.now - LATELY_DAYS * 86_400) return null;
      const service = byId.get(arrivedOn ?? -1)?.name;
      return service === undefined ? null : { before: "New on", service };
    },
  };
}
