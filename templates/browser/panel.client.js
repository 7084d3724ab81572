// The panel of filters. Closed by its button, by a press outside, by Escape, and when the keyboard focus leaves it.
// On a phone it is a sheet that a step back closes too, keeping what was chosen in it.

import { $ } from "./dom.client.js";
import { stepBack } from "./history.client.js";

const open = () => $("[data-panel][open]");

/** The view's address when the sheet was opened; null: it is not open. */
let openedAt = null;

// After a reload the panel is closed.
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

/** Called for a step back. Returns whether that only closed the sheet. `address`: of the view that was chosen in it. */
export function closeSheet(address) {
  const panel = open();
  if (!panel || openedAt === null) return false;
  openedAt = null;
  panel.open = false;
  if (new URL(address, location.href).href !== location.href)
    history.pushState({ view: true }, "", address);
  return true;
}

/** Returns whether a panel was open. */
export function closePanel() {
  const panel = open();
  if (!panel) return false;
  panel.open = false;
  $("summary", panel).focus();
  return true;
}

/** A press outside only closes the panel, and does nothing else. */
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
  // The click listener handles a press outside.
  if (panel && event.target.matches(":focus-visible") && !panel.contains(event.target))
    panel.open = false;
});
