// Shows a film in a dialog over the list, under the film's own address.

import { $, fetchPart } from "./dom.client.js";
import { localize } from "./locale.client.js";
import { stepBack } from "./history.client.js";

const GONE_BACK = "back";

let dialog;
let opener;
let titleBefore;
/** A film is being fetched: a second press would open it twice. */
let isOpening = false;
/** `from`: the link that was pressed; null if the address is already the film's. */
export async function openFilm(address, from) {
  if (isOpening) return;
  isOpening = true;
  const card = from?.closest("li");
  card?.setAttribute("aria-busy", "true");
  const fetched = await fetchPart(address, "article.film");
  isOpening = false;
  card?.removeAttribute("aria-busy");
  if (!fetched) return;
  const { page, part: film } = fetched;
  if (!dialog) {
    dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.addEventListener("close", () => {
      document.title = titleBefore;
      // If the back button closed it, the address is already the list's.
      if (dialog.returnValue !== GONE_BACK) stepBack();
      dialog.returnValue = "";
      opener?.focus();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
  const close = Object.assign(document.createElement("button"), {
    className: "close",
    type: "button",
  });
  close.textContent = "×";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => dialog.close());
  const heading = $("h1", film);
  heading.id = "film-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.replaceChildren(close, film);
  dialog.scrollTop = 0;
  localize(dialog);
  if (from) {
    opener = from;
    history.pushState({ film: true }, "", address);
    // After a reload, the film's own page should begin at its top.
    history.scrollRestoration = "manual";
  }
  if (!dialog.open) {
    titleBefore = document.title;
    dialog.showModal();
  }
  document.title = page.title;
}

/** Called for a step back. Returns whether that only closed the dialog: the list below it has not changed. */
export function closeFilm() {
  if (!dialog?.open) return false;
  dialog.close(GONE_BACK);
  return true;
}
