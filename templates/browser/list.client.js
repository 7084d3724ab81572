// The list: filters act at once.

import { $, $$, fetchPart } from "./dom.client.js";
import { watchMore } from "./more.client.js";
import { localize } from "./locale.client.js";
import { closePanel } from "./panel.client.js";
import { showChosen } from "./scroll-rows.client.js";

let loading;
/**
 * Exchanges the films, and what depends on the filters, for those of another address. `push`: whether that is a
 * step to go back from; "typing": one together with the letters before it.
 */
export async function showView(address, { push = true } = {}) {
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
  // What a filtered view has no place for would only push its films down.
  for (const part of $$(".strip, .invitation")) part.hidden = !$(".strip, .invitation", page);
  $(".note.saved")?.remove();
  exchange(".filters .pick", page);
  exchange(".panel > summary", page);
  keepAddress(address, push);
  document.title = page.title;
  $("#found").textContent = $("#found", page).textContent;
  sayHowMany();
  localize($("#results"));
  showChosen();
  watchMore();
}

/** A view is a step to go back from; each letter of a search is not, but the search as a whole. */
function keepAddress(address, push) {
  const isThere = new URL(address, location.href).href === location.href;
  const isTyping = push === "typing";
  // What is chosen in the sheet is one step, which the sheet has made.
  const { typing, panel } = history.state ?? {};
  const isNew = push && !isThere && !panel && !(isTyping && typing);
  const state = { view: true, ...(isTyping && { typing: true }), ...(panel && { panel }) };
  history[isNew ? "pushState" : "replaceState"](state, "", address);
}

/** The panel hides the films that its choices bring: its button says how many there are. */
function sayHowMany() {
  $("[data-done]", live).textContent = `Show ${$("#found").textContent}`;
}

function exchange(selector, page) {
  const [now, next] = [$(selector), $(selector, page)];
  if (!now || !next) return;
  const hasFocus = now === document.activeElement;
  now.replaceWith(document.adoptNode(next));
  if (hasFocus) next.focus({ preventScroll: true });
}

/** What a link says, without its count. */
const nameOf = (link) => link.textContent.replace(/[\d.,\s]+$/, "");

/** The link that was pressed is a new one now; where it is gone, the keyboard goes on from the films. */
function focusAgain(pressed) {
  const place = pressed.closest(".quick, .groups, .chosen, .ways")?.classList[0];
  const links = place ? $$(`.${place} a`) : [];
  const same = links.find((link) => nameOf(link) === nameOf(pressed));
  const results = $("#results");
  results.tabIndex = -1;
  (same ?? results).focus({ preventScroll: true });
  same?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function formAddress(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value !== "" && !(name === "order" && value === "added")) query.append(name, value);
  }
  const text = query.toString();
  return text === "" ? form.getAttribute("action") : `${form.getAttribute("action")}?${text}`;
}

export const live = $("[data-live]");
/** A finger types on a keyboard that takes half of the screen. */
const touch = matchMedia("(pointer: coarse)");

if (live) {
  sayHowMany();
  let typing;
  live.addEventListener("input", (event) => {
    clearTimeout(typing);
    const isTyping = event.target.type === "search";
    const push = isTyping ? "typing" : true;
    typing = setTimeout(() => void showView(formAddress(live), { push }), isTyping ? 220 : 0);
  });
  live.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    if (touch.matches) document.activeElement.blur();
    closePanel();
    void showView(formAddress(live));
  });
  live.addEventListener("focusin", ({ target }) => {
    if (touch.matches && target.type === "search") live.scrollIntoView({ block: "start" });
  });
}

/** The form has to say what the address says, whoever changed it. */
export function fillForm() {
  if (!live) return;
  const query = new URLSearchParams(location.search);
  for (const field of live.elements) {
    if (field.type === "checkbox") field.checked = query.getAll(field.name).includes(field.value);
    else if (field.name === "order") field.value = query.get("order") ?? "added";
    else if (field.name) field.value = query.get(field.name) ?? "";
  }
  const show = $('input[name="show"]', live) ?? live.appendChild(hidden("show"));
  show.value = query.get("show") ?? "";
}

function hidden(name) {
  return Object.assign(document.createElement("input"), { type: "hidden", name });
}
