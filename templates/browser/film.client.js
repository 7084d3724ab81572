// Shows a film in a dialog over the list, under the film's own address, with the films before and after it.

import { $, $$, fetchPart, GONE_BACK, loadStyle, localize, make, stepBack } from "./page.js";

let dialog;
let opener;
let titleBefore;
/** Another press gives up what the one before was fetching. */
let opening;

/** `from`: the link that was pressed; null if the address is already the film's. */
export async function openFilm(address, from) {
  opening?.abort();
  opening = new AbortController();
  const card = from?.closest("li");
  card?.setAttribute("aria-busy", "true");
  const part = fetchPart(address, "article.film", opening.signal);
  const [fetched] = await Promise.all([part, loadStyle()]);
  card?.removeAttribute("aria-busy");
  if (!fetched) return;
  const { page, part: film } = fetched;
  dialog ??= makeDialog();
  const heading = $("h1", film);
  heading.id = "film-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  if (from) {
    opener = from;
    // Each film after the first takes the place of the one before.
    const isOpen = history.state?.film && dialog.open;
    history[isOpen ? "replaceState" : "pushState"]({ film: true }, "", address);
    // After a reload, the film's own page should begin at its top.
    history.scrollRestoration = "manual";
  }
  opener ??= $$("[data-film]").find(({ href }) => href === address);
  const close = button("close", "×", "Close", () => dialog.close());
  dialog.replaceChildren(close, film, neighbours());
  dialog.scrollTop = 0;
  localize(dialog);
  if (!dialog.open) {
    titleBefore = document.title;
    dialog.showModal();
  }
  document.title = page.title;
}

function makeDialog() {
  const it = document.body.appendChild(make("dialog"));
  it.addEventListener("close", () => {
    document.title = titleBefore;
    // If the back button closed it, the address is already the list's.
    if (it.returnValue !== GONE_BACK) stepBack();
    it.returnValue = "";
    opener?.focus();
  });
  it.addEventListener("click", (event) => {
    if (event.target === it) it.close();
  });
  return it;
}

function button(className, text, label, press) {
  const it = make("button", { className, type: "button", onclick: press }, text);
  it.setAttribute("aria-label", label);
  return it;
}

/** The film that stands so many places after this one on the list; undefined: there is none. */
function neighbour(by) {
  const all = $$("[data-film]").filter((link) => !dialog?.contains(link));
  return all[all.indexOf(opener) + by];
}

function neighbours() {
  const row = make("p", { className: "neighbours" });
  if (opener && neighbour(-1)) row.append(button("quiet", "‹", "Previous film", () => turn(-1)));
  if (opener && neighbour(1)) row.append(button("quiet", "›", "Next film", () => turn(1)));
  return row;
}

/** Goes on to another film of the list, while one is open. */
export function turn(by) {
  const next = opener && neighbour(by);
  if (next) void openFilm(next.href, next);
}
