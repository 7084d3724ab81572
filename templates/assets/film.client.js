// A film in a dialog over the list, with its own address.

import { $, fetchPage } from "./dom.client.js";
import { showInManner } from "./manner.client.js";

const GONE_BACK = "back";

let dialog;
let opener;
let titleBefore;
/** The reader has closed the dialog, and the address is about to follow. */
let isReturning = false;
/** A film is on its way: a second press would open it twice. */
let isOpening = false;
/** `from`: the link that was pressed; null where the address is already the film's. */
export async function openFilm(address, from) {
  if (isOpening) return;
  isOpening = true;
  const card = from?.closest("li");
  card?.setAttribute("aria-busy", "true");
  let page;
  try {
    page = await fetchPage(address);
  } catch {
    return location.assign(address);
  } finally {
    isOpening = false;
    card?.removeAttribute("aria-busy");
  }
  const film = $("article.film", page);
  if (!film) return location.assign(address);
  if (!dialog) {
    dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.addEventListener("close", () => {
      document.title = titleBefore;
      // Closed by the back button, the address is the list's already.
      isReturning = dialog.returnValue !== GONE_BACK;
      if (isReturning) history.back();
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
  dialog.replaceChildren(close, document.adoptNode(film));
  dialog.scrollTop = 0;
  showInManner(dialog);
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
  if (isReturning) {
    isReturning = false;
    return true;
  }
  if (!dialog?.open) return false;
  dialog.close(GONE_BACK);
  return true;
}
