// Replaces the pick by another one: the button stays where it is, and keeps the focus.

import { $, fetchPart, localize } from "./page.js";

/** The address that leads to this pick again: "/pick" itself leads to another one each time. */
export function keepPick() {
  const { address } = $(".pick-page")?.dataset ?? {};
  if (address) history.replaceState({ ...history.state, pick: true }, "", address);
}

let picking;

export async function pickAgain(address) {
  picking?.abort();
  picking = new AbortController();
  $(".pick-page").setAttribute("aria-busy", "true");
  const fetched = await fetchPart(address, ".pick-page", picking.signal);
  if (!fetched) return;
  const { page, part: next } = fetched;
  $(".pick-page").replaceWith(next);
  history.pushState({ pick: true }, "", address);
  document.title = page.title;
  $("#picked").textContent = $("h1", next).textContent;
  localize(next);
  // If there is no other film any more, focuses the button that is left.
  ($("[data-again]", next) ?? $("a.button", next))?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}
