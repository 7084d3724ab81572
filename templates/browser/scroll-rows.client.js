// Rows that scroll sideways: scrolls the chosen item into view.

import { $, $$ } from "./dom.client.js";

export function showChosen() {
  for (const row of $$(".groups, .quick, .list-chips, .country-switch")) {
    const chosen = $("[aria-current], [aria-pressed=true]", row);
    if (!chosen) continue;
    const [frame, box] = [row.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (box.left >= frame.left && box.right <= frame.right) continue;
    row.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2;
  }
}
