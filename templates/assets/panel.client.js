// The panel of filters: closed by its button, by a press outside, by Escape, and by the keyboard's going on.

import { $ } from "./dom.client.js";

const open = () => $("[data-panel][open]");

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target === open()) $(".panel-inside", target).scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);

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
