// Shows a changed view of the list, in place of the one that the page shows.

import { $, $$, fetchPart, live, localize, sayHowMany, showChosen } from "./page.js";
import { watchMore, watchOrRestore } from "./more.client.js";

let loading;
/**
 * Replaces the films, and whatever depends on the filters, by those of another address. `push`: whether this adds a
 * step to go back from; "typing": letters of one search share a step. `whole`: what does not depend on them, too.
 */
export async function showView(address, { push = true, whole = false } = {}) {
  loading?.abort();
  loading = new AbortController();
  $("#results")?.setAttribute("aria-busy", "true");
  const fetched = await fetchPart(address, "#results", loading.signal);
  if (!fetched) return;
  const { page, part: next } = fetched;
  const pressed = document.activeElement.closest("#results a, .quick a");
  const { scrollLeft } = $(".quick");
  $("#results").replaceWith(next);
  exchange(".filters .quick", page);
  $(".quick").scrollLeft = scrollLeft;
  if (pressed) focusAgain(pressed);
  // A filtered view leaves these out, because they would push its films down.
  for (const part of $$(".strip, .invitation")) part.hidden = !$(".strip, .invitation", page);
  $(".note.saved")?.remove();
  exchange(".filters .pick", page);
  if (whole) for (const part of [".hero", "#notes"]) exchange(part, page);
  // Its buttons lead back to the view.
  exchange(".list-chips", page);
  exchange(".country-switch", page);
  exchange(".panel > summary", page);
  // While the list is read for the first time, it says how many films there are so far.
  if ($("[data-so-far]")) exchange(".hero h1", page);
  keepAddress(address, push);
  document.title = page.title;
  $("#found").textContent = $("#found", page).textContent;
  sayHowMany();
  localize(whole ? document : $("#results"));
  showChosen();
  if (push) watchMore();
  else await watchOrRestore();
}

/** Each view is a step to go back from; a search is one step, however many letters it has. */
function keepAddress(address, push) {
  const isThere = new URL(address, location.href).href === location.href.replace(/#.*/, "");
  const isTyping = push === "typing";
  // All choices in the sheet share the step that opening it added.
  const { typing, panel } = history.state ?? {};
  const isNew = push && !isThere && !panel && !(isTyping && typing);
  const state = { view: true, ...(isTyping && { typing: true }), ...(panel && { panel }) };
  history[isNew ? "pushState" : "replaceState"](state, "", address);
}

function exchange(selector, page) {
  const [now, next] = [$(selector), $(selector, page)];
  if (!now || !next) return;
  const hasFocus = now === document.activeElement;
  now.replaceWith(document.adoptNode(next));
  if (hasFocus) next.focus({ preventScroll: true });
}

/** A link's text without its count. */
const nameOf = (link) => link.textContent.replace(/[\d.,\s]+$/, "");

/** The pressed link has been replaced: focus the new one or, if there is none, the films. */
function focusAgain(pressed) {
  const place = pressed.closest(".quick, .groups, .chosen, .ways, .again")?.classList[0];
  const links = place ? $$(`.${place} a`) : [];
  const same = links.find((link) => nameOf(link) === nameOf(pressed));
  const results = $("#results");
  results.tabIndex = -1;
  (same ?? results).focus({ preventScroll: true });
  same?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Makes the form match the address, however that changed. */
export function fillForm() {
  if (!live) return;
  const query = new URLSearchParams(location.search);
  for (const field of live.elements) {
    if (field.type === "checkbox") field.checked = query.getAll(field.name).includes(field.value);
    // Another choice of lists is another page.
    else if (field.name === "list" || field.name === "all") continue;
    else if (field.name === "order") field.value = query.get("order") ?? "added";
    else if (field.name) field.value = query.get(field.name) ?? "";
  }
  const show = $('input[name="show"]', live) ?? live.appendChild(hidden("show"));
  show.value = query.get("show") ?? "";
}

function hidden(name) {
  return Object.assign(document.createElement("input"), { type: "hidden", name });
}
