// Shows a changed view of the list as soon as a filter changes.

import { $ } from "./dom.client.js";
import { further } from "./further-loaded.client.js";
import { closePanel } from "./panel.client.js";

/** The panel covers the films, so its button says how many there are. */
export function sayHowMany() {
  $("[data-done]", live).textContent = `Show ${$("#found").textContent}`;
}

/** Shows the view of an address where the page is; if it cannot, the browser goes there. */
function show(address, options) {
  return further(
    (it) => it.showView(address, options),
    () => location.assign(address),
  );
}

/** Does it for an address that the form did not make, and makes the form match. */
export function showAndFill(address, options) {
  return further(
    (it) => it.showView(address, options).then(it.fillForm),
    () => location.assign(address),
  );
}

export function formAddress(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    // An empty list= means the watchlists, whatever the browser keeps.
    if ((value !== "" || name === "list") && !(name === "order" && value === "added"))
      query.append(name, value);
  }
  const text = query.toString();
  return text === "" ? form.getAttribute("action") : `${form.getAttribute("action")}?${text}`;
}

export const live = $("[data-live]");
/** With a touch screen, the on-screen keyboard takes half of the screen. */
const touch = matchMedia("(pointer: coarse)");

if (live) {
  sayHowMany();
  let typing;
  live.addEventListener("input", (event) => {
    clearTimeout(typing);
    const isTyping = event.target.type === "search";
    const push = isTyping ? "typing" : true;
    typing = setTimeout(() => void show(formAddress(live), { push }), isTyping ? 220 : 0);
  });
  live.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    if (touch.matches) document.activeElement.blur();
    closePanel();
    void show(formAddress(live));
  });
  live.addEventListener("focusin", ({ target }) => {
    // The bar sticks: so far down that it does, the films have the rest of the screen.
    if (touch.matches && target.type === "search")
      scrollTo({ top: Math.max(scrollY, $(".quick").offsetTop - $(".bar").offsetHeight) });
  });
}
