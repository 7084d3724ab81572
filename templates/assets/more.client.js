// More films as one scrolls; without it they are behind a link.

import { $, $$, fetchPage } from "./dom.client.js";
import { showInManner } from "./manner.client.js";

let watcher;
/** Appends the next films when the end of the list comes near. */
export function watchMore() {
  watcher?.disconnect();
  const more = $("[data-more]");
  if (!more || !("IntersectionObserver" in window)) return;
  watcher = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && void appendMore(more),
    { rootMargin: "900px" },
  );
  watcher.observe(more);
}

async function appendMore(more) {
  watcher.disconnect();
  more.removeAttribute("data-more");
  let page;
  try {
    page = await fetchPage(more.href);
  } catch {
    return; // The link is still there to be pressed.
  }
  const results = $("#results");
  if (!results?.contains(more)) return;
  const paging = more.closest(".paging");
  for (const group of $$(".group", page)) {
    const same = $(`.group[data-group="${group.dataset.group}"] .grid`, results);
    if (same) same.append(...$$(".card", group));
    else paging.before(document.adoptNode(group));
  }
  const next = $(".paging [rel=next]", page);
  if (next) more.replaceWith(document.adoptNode(next));
  else more.remove();
  showInManner(results);
  watchMore();
}
