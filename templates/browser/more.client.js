// More films as one scrolls, or by a press; without it they are behind a link.

import { $, $$, fetchPage } from "./dom.client.js";
import { localize } from "./locale.client.js";

let watcher;
/** Appends the next films when the end of the list comes near. */
export function watchMore() {
  watcher?.disconnect();
  const more = $("[data-more]");
  if (!more || !("IntersectionObserver" in window)) return;
  watcher = new IntersectionObserver(
    (entries) => {
      // Who has come to the link by keyboard is not to lose it: a press brings them on.
      const isHeld = more === document.activeElement;
      if (!isHeld && entries.some((entry) => entry.isIntersecting)) void appendMore(more);
    },
    { rootMargin: "900px" },
  );
  watcher.observe(more);
}

/** The reader goes on from the first of the new films. */
export async function pressMore(more) {
  const first = await appendMore(more);
  if (first) $("h3 a", first).focus();
  else location.assign(more.href);
}

/** The first card of those that came; null: none did. */
async function appendMore(more) {
  watcher?.disconnect();
  more.removeAttribute("data-more");
  let page;
  try {
    page = await fetchPage(more.href);
  } catch {
    return null; // The link is still there to be pressed.
  }
  const results = $("#results");
  if (!results?.contains(more)) return null;
  const paging = more.closest(".paging");
  const cards = $$("#results .card", page);
  for (const group of $$(".group", page)) {
    const same = $(`.group[data-group="${group.dataset.group}"] .grid`, results);
    if (same) same.append(...$$(".card", group));
    else paging.before(document.adoptNode(group));
  }
  const next = $(".paging [rel=next]", page);
  if (next) more.replaceWith(document.adoptNode(next));
  else more.remove();
  $("#found").textContent = `${cards.length} more films`;
  localize(results);
  watchMore();
  return cards[0] ?? null;
}
