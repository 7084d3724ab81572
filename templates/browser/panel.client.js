// The panel of filters: closed by its button, by a press outside, by Escape, and by the keyboard's going on; as a
// sheet over a phone's page also by a step back, which leaves what was chosen in it.

import { $ } from "./dom.client.js";
import { stepBack } from "./history.client.js";

const open = () => $("[data-panel][open]");

/** The view's address when the sheet was opened; null: none is open. */
let openedAt = null;

// Loaded again, the page has its panel closed.
if (history.state?.panel) history.replaceState({ view: true }, "");

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.matches("[data-panel]")) return;
    const inside = $(".panel-inside", target);
    if (target.open) {
      inside.scrollIntoView({ block: "nearest" });
      if (getComputedStyle(inside).position !== "fixed") return;
      openedAt = location.href;
      history.pushState({ view: true, panel: true }, "");
    } else if (history.state?.panel) {
      if (openedAt === location.href) stepBack();
      else history.replaceState({ view: true }, "");
      openedAt = null;
    }
  },
  { capture: true },
);

/** For a step back. Whether it was only the sheet's. `address`: of the view that was chosen in it. */
export function closeSheet(address) {
  const panel = open();
  if (!panel || openedAt === null) return false;
  openedAt = null;
  panel.open = false;
  if (new URL(address, location.href).href !== location.href)
    history.pushState({ view: true }, "", address);
  return true;
}

/** Whether there was one to close. */
export function closePanel() {
  const panel = open();
  if (!panel) return false;
  panel.open = false;
  $("summary", panel).focus();
  return true;
}

/** The press that closes it does nothing else. */
document.addEventListener(
  "click",
  (event) => {
    const panel = open();
    if (!panel || panel.contains(event.target)) return;
    panel.open = false;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener("focusin", (event) => {
  const panel = open();
  // A press outside is the click's affair.
  if (panel && event.target.matches(":focus-visible") && !panel.contains(event.target))
    panel.open = false;
});
