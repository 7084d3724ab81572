// The header's menu "More" closes when one presses elsewhere, by Escape, and when the keyboard focus leaves it.

import { $ } from "./dom.client.js";

const open = () => $("[data-closes][open]");

/** Returns whether a menu was open. */
export function closeMenu() {
  const menu = open();
  if (!menu) return false;
  menu.open = false;
  $("summary", menu).focus();
  return true;
}

for (const event of ["click", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    const menu = open();
    if (menu && !menu.contains(target)) menu.open = false;
  });
}
