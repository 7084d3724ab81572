// If the images' host fails: the title instead of a poster, and the name instead of a logo.

import { $, $$, make } from "./dom.client.js";

function replace(image) {
  if (image.matches(".poster")) {
    const box = image.closest("li, article, .candidate, .match");
    const title = box && $("h1, h3, .candidate-title, a[data-film]", box);
    const words = make("span", { dir: "auto" }, title?.textContent.trim() ?? "");
    image.replaceWith(make("div", { className: "poster none", ariaHidden: "true" }, words));
  } else if (image.matches(".logo") && image.alt) {
    image.replaceWith(make("span", { className: "logo none" }, image.alt));
  } else {
    image.remove();
  }
}

export function watchImages() {
  document.addEventListener(
    "error",
    ({ target }) => {
      if (target instanceof HTMLImageElement) replace(target);
    },
    { capture: true },
  );
  // Those that failed before this script came.
  for (const image of $$("img")) {
    if (image.complete && image.naturalWidth === 0) replace(image);
  }
}
