// The help for the keyboard, and the switch for keys of one sign.

import { areOff, loadStyle, make, SWITCH } from "./page.js";

const HELP = [
  ["j k", "Next film, previous film"],
  ["← ↑ ↓ →", "Move between films"],
  ["o", "Open the film"],
  ["← →", "In a film or the pick: previous, next"],
  ["/", "Search"],
  ["p", "Pick a film"],
  ["?", "This help"],
  ["Esc", "Close, or leave the search"],
];

let help;

export async function showHelp() {
  await loadStyle();
  help ??= makeHelp();
  help.showModal();
}

function makeHelp() {
  const rows = HELP.map(([keys, words]) =>
    make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, keys)), make("td", {}, words)),
  );
  const box = make("input", { type: "checkbox", checked: !areOff() });
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
  const close = make("button", { className: "button", onclick: () => it.close() }, "Close");
  const it = make(
    "dialog",
    { className: "keys" },
    make("h2", { id: "keys-title" }, "Keyboard shortcuts"),
    make("table", {}, ...rows),
    make("label", {}, box, " Use single-key shortcuts"),
    close,
  );
  it.setAttribute("aria-labelledby", "keys-title");
  return document.body.appendChild(it);
}
