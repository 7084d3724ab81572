// Replaces the pick by another one: the button stays where it is, and keeps the focus.

import { $, fetchPart } from "./dom.client.js";
import { localize } from "./locale.client.js";

export async function pickAgain(address) {
  $(".pick-page").setAttribute("aria-busy", "true");
  const fetched = await fetchPart(address, ".pick-page");
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
