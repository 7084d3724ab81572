// A film in a dialog over the list, with its own address.

import { $, fetchPage } from "./dom.client.js";
import { showTimes } from "./times.client.js";

const GONE_BACK = "back";

let dialog;
let opener;
/** `from`: the link that was pressed; null where the address is already the film's. */
export async function openFilm(address, from) {
  let page;
  try {
    page = await fetchPage(address);
  } catch {
    return location.assign(address);
  }
  const film = $("article.film", page);
  if (!film) return location.assign(address);
  if (!dialog) {
    dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.addEventListener("close", () => {
      document.title = dialog.dataset.before ?? document.title;
      // Closed by the back button, the address is the list's already.
      if (dialog.returnValue !== GONE_BACK) history.back();
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
  showTimes(dialog);
  if (from) {
    opener = from;
    history.pushState({ film: true }, "", address);
  }
  dialog.dataset.before ??= document.title;
  document.title = page.title;
  if (!dialog.open) dialog.showModal();
}

/** For the back button. Whether there was a dialog to close. */
export function closeFilm() {
  if (!dialog?.open) return false;
  dialog.close(GONE_BACK);
  return true;
}
