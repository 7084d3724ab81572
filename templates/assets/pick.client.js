// Another pick, in the place of the last: the button stays under the finger, and keeps the focus.

import { $, fetchPage } from "./dom.client.js";
import { showInManner } from "./manner.client.js";

export async function pickAgain(address) {
  $(".pick-page").setAttribute("aria-busy", "true");
  let page;
  try {
    page = await fetchPage(address);
  } catch {
    return location.assign(address);
  }
  const next = $(".pick-page", page);
  if (!next) return location.assign(address);
  $(".pick-page").replaceWith(document.adoptNode(next));
  history.pushState({ pick: true }, "", address);
  document.title = page.title;
  $("#picked").textContent = $("h1", next).textContent;
  showInManner(next);
  // Where there is no other any more, what is left to press.
  ($("[data-again]", next) ?? $("a.button", next))?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}
