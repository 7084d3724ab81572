// Loads more films while one scrolls, or when the link is pressed; without the script the link leads to the next
// page.

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
      // If the link has the keyboard focus, it stays: pressing it loads the films.
      const isHeld = more === document.activeElement;
      if (!isHeld && entries.some((entry) => entry.isIntersecting)) void appendMore(more);
    },
    { rootMargin: "900px" },
  );
  watcher.observe(more);
}

/** Loads more films and moves the focus to the first of them. */
export async function pressMore(more) {
  const first = await appendMore(more);
  if (first) $("h3 a", first).focus();
  else location.assign(more.href);
}

/** Returns the first of the new cards; null: none came. */
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
