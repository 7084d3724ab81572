// Improves a page that also works without scripts: filters that act at once, a film in a dialog with an address, more
// films while one scrolls, the progress of a refresh, a file dropped on its form, times and numbers in the reader's
// own format, shortcuts, and words where an image fails. esbuild makes one module of this and all that it imports.

import { $ } from "./dom.client.js";
import { further } from "./further-loaded.client.js";
import { formAddress, live, showAndFill } from "./list.client.js";
import { watchImages } from "./images.client.js";
import { listenToKeys, OPEN_FILM } from "./keys.client.js";
import { closeSheet } from "./panel.client.js";
import { showChosen } from "./scroll-rows.client.js";
import { GONE_BACK, wasOurStep } from "./history.client.js";
import { localize } from "./locale.client.js";

// What further.client.js uses.
export { $, $$, fetchPage, fetchPart, loadStyle, make } from "./dom.client.js";
export { GONE_BACK, stepBack } from "./history.client.js";
export { areOff, SWITCH } from "./keys.client.js";
export { live, sayHowMany } from "./list.client.js";
export { localize } from "./locale.client.js";
export { showChosen } from "./scroll-rows.client.js";

watchImages();
listenToKeys();
forgetSaved();
setInterval(localize, 60_000);
// With the next frame, which lays the page out anyway.
requestAnimationFrame(() => {
  showChosen();
  setTimeout(localize);
});
const NEEDS_MORE = "[data-progress], [data-drop], [data-narrow], .pick-page";
const begin = () => void further((it) => it.begin());
if ($(NEEDS_MORE) || history.state?.ended || location.hash) begin();
// What a press needs is fetched once the first view is there, and stands ready when the connection is lost.
else addEventListener("load", begin);

/** The note about saved services is shown once: neither a reload nor a bookmark should repeat it. */
function forgetSaved() {
  const address = new URL(location.href);
  if (!address.searchParams.has("saved")) return;
  address.searchParams.delete("saved");
  history.replaceState(history.state, "", address);
}

const plain = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !plain(event) || event.defaultPrevented) return;
  if (link.matches("[data-film]")) {
    event.preventDefault();
    void further(
      (it) => it.openFilm(link.href, link),
      () => location.assign(link.href),
    );
  } else if (link.matches("[data-again]")) {
    event.preventDefault();
    void further(
      (it) => it.pickAgain(link.href),
      () => location.assign(link.href),
    );
  } else if (link.matches("#results [rel=next]")) {
    event.preventDefault();
    void further(
      (it) => it.pressMore(link),
      () => location.assign(link.href),
    );
  } else if (link.closest("#results, .filters .quick, .panel-end") && isOurView(link)) {
    event.preventDefault();
    void showAndFill(link.href);
    if (link.matches("[rel=prev]")) scrollTo({ top: 0 });
  }
});

function isOurView(link) {
  return link.origin === location.origin && link.pathname === "/" && live !== null;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".status form")) return;
  event.preventDefault();
  void further(
    (it) => it.pressRefresh(form),
    () => form.submit(),
  );
});

addEventListener("popstate", (event) => {
  // Neither a step that the script took, nor the skip link, leads to another view.
  if (wasOurStep() || location.hash === "#main") return;
  if (event.state?.film)
    return void further(
      (it) => it.openFilm(location.href, null),
      () => location.reload(),
    );
  // The list below an open film has not changed.
  const film = $(OPEN_FILM);
  if (film) return film.close(GONE_BACK);
  if (live && closeSheet(formAddress(live))) return;
  if (live && location.pathname === "/") void showAndFill(location.href, { push: false });
  else location.reload();
});
