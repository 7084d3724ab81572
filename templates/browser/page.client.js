// Improves a page that also works without scripts: filters that act at once, a film in a dialog with an address, more
// films while one scrolls, the progress of a refresh, a file dropped on its form, times and numbers in the reader's
// own format, and "/" for the search.

import { $, $$ } from "./dom.client.js";
import { takeDrops } from "./drop.client.js";
import { closeFilm, openFilm } from "./film.client.js";
import { fillForm, formAddress, live, showView } from "./list.client.js";
import { closeMenu } from "./menu.client.js";
import { pressMore, watchMore } from "./more.client.js";
import { closePanel, closeSheet } from "./panel.client.js";
import { pickAgain } from "./pick.client.js";
import { poll } from "./progress.client.js";
import { showChosen } from "./scroll-rows.client.js";
import { forgetSaved, narrowServices } from "./services.client.js";
import { wasOurStep } from "./history.client.js";
import { localize } from "./locale.client.js";

forgetSaved();
localize();
showChosen();
setInterval(localize, 60000);
watchMore();
void poll();
$$("form[data-drop]").forEach((form) => takeDrops(form));
$$("[data-narrow]").forEach((field) => narrowServices(field));

const plain = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !plain(event) || event.defaultPrevented) return;
  if (link.matches("[data-film]")) {
    event.preventDefault();
    void openFilm(link.href, link);
  } else if (link.matches("[data-again]")) {
    event.preventDefault();
    void pickAgain(link.href);
  } else if (link.matches("#results [rel=next]")) {
    event.preventDefault();
    void pressMore(link);
  } else if (link.closest("#results, .filters .quick, .panel-end") && isOurView(link)) {
    event.preventDefault();
    void showView(link.href).then(fillForm);
    if (link.matches("[rel=prev]")) scrollTo({ top: 0 });
  }
});

function isOurView(link) {
  return link.origin === location.origin && link.pathname === "/" && live !== null;
}

addEventListener("popstate", (event) => {
  if (wasOurStep()) return;
  if (event.state?.film) return void openFilm(location.href, null);
  if (closeFilm() || (live && closeSheet(formAddress(live)))) return;
  if (live && location.pathname === "/")
    void showView(location.href, { push: false }).then(fillForm);
  else location.reload();
});

addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
    const search = $("input[type=search]");
    if (!search || $("dialog[open]")) return;
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape") {
    if (!closeMenu()) closePanel();
  }
});

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
}
