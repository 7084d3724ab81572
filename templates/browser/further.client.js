// What the first view can do without: a module of its own, which page.client.js loads when it is needed. It shares the
// other's functions by importing the bundle that is served beside it.

import { takeDrops } from "./drop.client.js";
import { watchOrRestore } from "./more.client.js";
import { $$ } from "./page.js";
import { keepPick } from "./pick.client.js";
import { poll } from "./progress.client.js";
import { narrowServices } from "./services.client.js";
import { makeTooltips } from "./tooltips.client.js";

export { openFilm, turn } from "./film.client.js";
export { showHelp } from "./help.client.js";
export { pressMore } from "./more.client.js";
export { pickAgain } from "./pick.client.js";
export { pressRefresh } from "./progress.client.js";
export { fillForm, showView } from "./view.client.js";

/** Once, when it has come. */
export function begin() {
  keepPick();
  makeTooltips();
  void poll();
  void watchOrRestore();
  $$("form[data-drop]").forEach((form) => takeDrops(form));
  $$("[data-narrow]").forEach((field) => narrowServices(field));
}
