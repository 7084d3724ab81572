// Filters the services by name.

import { $, $$ } from "./page.js";

/** Filters a list of services while one types. Enter would only reload the page, so it is ignored. */
export function narrowServices(field) {
  const { form } = field;
  form.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[formmethod=get]")) event.preventDefault();
  });
  field.addEventListener("input", () => {
    const wanted = fold(field.value);
    const all = $$("[data-name]", form);
    for (const item of all) item.hidden = !item.dataset.name.includes(wanted);
    const found = all.filter((item) => !item.hidden).length;
    const none = $("[data-none]", form);
    none.hidden = found > 0;
    $("#found").textContent =
      found > 0 ? `${found} service${found === 1 ? "" : "s"}` : none.textContent;
    for (const group of $$(".service-group", form)) {
      const items = $$("[data-name]", group);
      group.hidden = items.length > 0 && items.every((item) => item.hidden);
    }
  });
}

function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
