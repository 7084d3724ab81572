// A film in a dialog over the list, with its own address.

import { $, fetchPart } from "./dom.client.js";
import { localize } from "./locale.client.js";
import { stepBack } from "./history.client.js";

const GONE_BACK = "back";

let dialog;
let opener;
let titleBefore;
/** A film is on its way: a second press would open it twice. */
let isOpening = false;
/** `from`: the link that was pressed; null where the address is already the film's. */
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
      // Closed by the back button, the address is the list's already.
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
    // Loaded again, the film's own page is to begin at its top.
    history.scrollRestoration = "manual";
  }
  if (!dialog.open) {
    titleBefore = document.title;
    dialog.showModal();
  }
  document.title = page.title;
}

/** For a step back. Whether it was only the dialog's: the list below it is as it was. */
export function closeFilm() {
  if (!dialog?.open) return false;
  dialog.close(GONE_BACK);
  return true;
}
