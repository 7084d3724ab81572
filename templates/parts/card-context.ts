// What all cards of a page share.

import { LATELY_DAYS } from "../../src/list/filter.ts";
import { countsAsMine, type ServicesChoice } from "../../src/list/services.ts";
import type { CountedService } from "../../src/list/view.ts";
import type { CardContext } from "./card.ts";
import type { LayoutView } from "./layout-view.ts";

export function cardContext(
  services: readonly CountedService[],
  choice: ServicesChoice | null,
  layout: LayoutView,
): CardContext {
  const mine = services.filter((service) => countsAsMine(choice, service));
  const byId = new Map(services.map((service) => [service.id, service]));
  return {
    services: byId,
    mine: new Set(mine.map(({ id }) => id)),
    imageOrigin: layout.imageOrigin,
    letterboxdOrigin: layout.letterboxdOrigin,
    withShops: false,
    flag: ({ movement }) => {
      if (!movement?.came || movement.at < layout.now - LATELY_DAYS * 86_400) return null;
      const service = byId.get(movement.service)?.name;
      return service === undefined ? null : { before: "New on", service };
    },
  };
}
