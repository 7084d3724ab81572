// Shortcuts. Keys of one sign do nothing while somebody types, and can be switched off.

import { $, $$ } from "./dom.client.js";
import { further } from "./further-loaded.client.js";
import { closeMenu } from "./menu.client.js";
import { closePanel } from "./panel.client.js";

export const SWITCH = "single-keys";
export const areOff = () => localStorage.getItem(SWITCH) === "off";

/** The dialog with a film. */
export const OPEN_FILM = "dialog[open]:has(.film)";

const titles = () => $$(".card h3 a");

function focus(link) {
  link?.focus({ preventScroll: true });
  link?.closest(".card")?.scrollIntoView({ block: "nearest" });
}

/** Move between films; after the last one, the button for more. */
function step(by) {
  const all = titles();
  const at = all.indexOf(document.activeElement);
  if (by > 0 && at === all.length - 1) $("[rel=next]")?.focus();
  else focus(all[at < 0 ? 0 : at + by]);
}

/** To the nearest film of the row below or above. */
function stepRow(by) {
  const from = document.activeElement.closest(".card").getBoundingClientRect();
  let best;
  let least = Infinity;
  for (const link of titles()) {
    const box = link.closest(".card").getBoundingClientRect();
    const rows = by * (box.top - from.top);
    const distance = rows * 10 + Math.abs(box.left - from.left);
    if (rows > 10 && distance < least) [best, least] = [link, distance];
  }
  focus(best);
}

const SINGLE = {
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement.closest(".card")?.querySelector("h3 a").click(),
  p: () => location.assign($(".bar .pick")?.href ?? "/pick"),
  "?": () => void further((it) => it.showHelp()),
  "/": () => {
    const search = $("input[type=search]");
    search?.focus();
    search?.select();
  },
};

const ARROWS = {
  ArrowLeft: [step, -1],
  ArrowRight: [step, 1],
  ArrowUp: [stepRow, -1],
  ArrowDown: [stepRow, 1],
};

function press(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (key === "Escape") return leave(target);
  if (isTyping(target)) return;
  if (ARROWS[key]) return arrow(event);
  if (!SINGLE[key] || areOff() || $("dialog[open], [data-panel][open]")) return;
  if ((key === "j" || key === "k") && titles().length === 0) return;
  if (key === "/" && !$("input[type=search]")) return;
  event.preventDefault();
  SINGLE[key]();
}

function arrow(event) {
  const [move, by] = ARROWS[event.key];
  const isSideways = move === step;
  const link = isSideways && $(`.turns [rel=${by > 0 ? "next" : "prev"}]`);
  if (isSideways && $(OPEN_FILM)) {
    event.preventDefault();
    void further((it) => it.turn(by));
  } else if (link) link.click();
  else if (document.activeElement.matches(".card h3 a")) {
    event.preventDefault();
    move(by);
  } else if (isSideways && $("[data-again]") && !event.target.closest?.("details")) {
    if (by > 0) $("[data-again]").click();
    else if (history.state?.pick) history.back();
  }
}

function leave(target) {
  if (target.matches?.("input[type=search]")) {
    // Browsers that empty it by themselves tell nobody once it has no focus, and the films would stay searched.
    if (target.value) {
      target.value = "";
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
    target.blur();
  } else if (!closeMenu()) closePanel();
}

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

export function listenToKeys() {
  addEventListener("keydown", press);
  // The way to the help, and to the switch, for whoever has switched them off.
  for (const item of $$("[data-keys]")) {
    item.hidden = false;
    item.addEventListener("click", () => {
      closeMenu();
      void further((it) => it.showHelp());
    });
  }
}
