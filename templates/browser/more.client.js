// Loads more films while one scrolls, three times, and then when the link is pressed, so that the foot of the page can
// be reached. The address says how far one was. Without the script the link leads to the next page.

import { $, $$, fetchPage, localize } from "./page.js";

const MOST_BY_ITSELF = 3;
const PLACE = /^#screen-(\d{1,3})$/;

let watcher;
/** How many times more films have come without being asked for. */
let byItself = 0;
/** The page of the view that was loaded last. */
let screen = 1;

/** Begins anew with the view that the page shows. */
export function watchMore() {
  byItself = 0;
  screen = Number(new URLSearchParams(location.search).get("page") ?? 1);
  watch();
}

function watch() {
  watcher?.disconnect();
  const more = $("[data-more]");
  if (!more || byItself >= MOST_BY_ITSELF || !("IntersectionObserver" in window)) return;
  watcher = new IntersectionObserver(
    (entries) => {
      // If the link has the keyboard focus, it stays: pressing it loads the films.
      if (more === document.activeElement || !entries.some((entry) => entry.isIntersecting)) return;
      byItself += 1;
      void appendMore(more);
    },
    { rootMargin: "900px" },
  );
  watcher.observe(more);
}

/** Loads more films and moves the focus to the first of them. */
export async function pressMore(more) {
  const first = await appendMore(more);
  if (first) $("h3 a", first).focus();
  else if (more.isConnected) location.assign(more.href);
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
  const shown = new Set($$(".card h3 a", results).map(({ href }) => href));
  const cards = $$("#results .card", page).filter(
    (card) => !shown.has(new URL($("h3 a", card).getAttribute("href"), location.href).href),
  );
  for (const group of $$(".group", page)) {
    const own = $$(".card", group).filter((card) => cards.includes(card));
    const same = $(`.group[data-group="${group.dataset.group}"] .grid`, results);
    if (same) same.append(...own);
    else if (own.length > 0) paging.before(document.adoptNode(group));
  }
  const next = $(".paging [rel=next]", page);
  if (next) more.replaceWith(document.adoptNode(next));
  else more.remove();
  $("#found").textContent = `${cards.length} more film${cards.length === 1 ? "" : "s"}`;
  screen += 1;
  // Over an open film, the address is the film's.
  if (!history.state?.film) history.replaceState(history.state, "", `#screen-${screen}`);
  localize(results);
  watch();
  return cards[0] ?? null;
}

/** For a view that has just been shown; after a reload or a step back, with all the films that there were. */
export async function watchOrRestore() {
  const [, last] = PLACE.exec(location.hash) ?? [];
  watchMore();
  if (!last || !$("#results")) return;
  watcher?.disconnect();
  byItself = MOST_BY_ITSELF;
  const y = sessionStorage.getItem(location.href);
  history.scrollRestoration = "manual";
  let first;
  while (screen < Number(last)) {
    const more = $("#results [rel=next]");
    first = more && (await appendMore(more));
    if (!first) break;
  }
  if (y !== null) scrollTo({ top: Number(y), behavior: "instant" });
  else first?.scrollIntoView();
}

addEventListener("pagehide", () => {
  if (PLACE.test(location.hash)) sessionStorage.setItem(location.href, String(scrollY));
});
