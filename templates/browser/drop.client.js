// Lets the member's export be dropped on its form.

import { $ } from "./page.js";

/**
 * A file dropped on the form is submitted; one dropped elsewhere is ignored, instead of being opened by the browser.
 */
export function takeDrops(form) {
  const field = $("input[type=file]", form);
  // A finger cannot drop a file.
  $(".import-hint", form).hidden = !matchMedia("(any-pointer: fine)").matches;
  const aim = (event, isOver) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", isOver);
  };
  document.addEventListener("dragover", (event) => aim(event, form.contains(event.target)));
  document.addEventListener("drop", (event) => aim(event, false));
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    const { files } = event.dataTransfer;
    if (files.length !== 1) return;
    event.preventDefault();
    field.files = files;
    // If a checkbox still has to be ticked, the browser says so.
    form.requestSubmit();
  });
}
