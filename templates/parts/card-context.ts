// What all cards of a page share.

import { LATELY_DAYS } from "../../src/list/filter.ts";
import { countsAsMine, type ServicesChoice } from "../../src/list/services.ts";
import type { Query } from "../../src/list/query.ts";
import { orderKey } from "./order-key.ts";
import type { View } from "../../src/list/view.ts";
import type { CardContext } from "./card.ts";
import type { LayoutView } from "./layout-view.ts";
import { listsToName } from "./list-words.ts";

export function cardContext(
  view: View,
  { all, order }: Pick<Query, "all" | "order">,
  choice: ServicesChoice | null,
  layout: LayoutView,
): CardContext {
  const { services } = view;
  const mine = services.filter((service) => countsAsMine(choice, service));
  const byId = new Map(services.map((service) => [service.id, service]));
  let places = 0;
  return {
    services: byId,
    mine: new Set(mine.map(({ id }) => id)),
    imageOrigin: layout.imageOrigin,
    country: view.country,
    viewFields: "",
    withShops: false,
    orderKey: (film) => orderKey(film, order, layout.now),
    listNames: listsToName(view, all),
    nextPlace: () => places++,
    flag: ({ movement }) => {
      if (!movement?.came || movement.at < layout.now - LATELY_DAYS * 86_400) return null;
      const service = byId.get(movement.service)?.name;
      return service === undefined ? null : { before: "New on", service };
    },
  };
}
