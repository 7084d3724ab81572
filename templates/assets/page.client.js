// Makes better what works without it: filters that act at once, a film in a dialog with an address, more films
// as one scrolls, the progress of a refresh, times in the reader's own manner, and "/" for the search.

const root = document.documentElement;
root.classList.add("js");

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

async function fetchPage(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: signal ?? null });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/* Times ─────────────────────────────────────────────────────────────── */

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
function showTimes(within = document) {
  for (const time of $$("time[data-relative]", within)) {
    const at = new Date(time.dateTime);
    time.title = exact.format(at);
    const seconds = (at - Date.now()) / 1000;
    if (time.dataset.relative === "next" && seconds < 60) {
      time.textContent = "any moment";
      continue;
    }
    const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
    if (unit) time.textContent = relative.format(Math.round(seconds / unit[1]), unit[0]);
  }
}
showTimes();
setInterval(showTimes, 60000);

/* Filters act at once ───────────────────────────────────────────────── */

let loading;
async function showView(address, { push = true } = {}) {
  loading?.abort();
  const mine = (loading = new AbortController());
  $("#results")?.setAttribute("aria-busy", "true");
  let page;
  try {
    page = await fetchPage(address, mine.signal);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return;
  }
  const [now, next] = [$("#results"), $("#results", page)];
  if (!now || !next) return location.assign(address);
  now.replaceWith(document.adoptNode(next));
  exchange(".filters .quick", page);
  exchange(".filters .pick", page);
  exchange(".panel > summary", page);
  if (push) history.pushState({ view: true }, "", address);
  else history.replaceState({ view: true }, "", address);
  showTimes($("#results"));
  watchMore();
}

function exchange(selector, page) {
  const [now, next] = [$(selector), $(selector, page)];
  if (now && next && !now.contains(document.activeElement))
    now.replaceWith(document.adoptNode(next));
}

function formAddress(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value !== "" && !(name === "order" && value === "added")) query.append(name, value);
  }
  const text = query.toString();
  return text === "" ? form.getAttribute("action") : `${form.getAttribute("action")}?${text}`;
}

const live = $("[data-live]");
if (live) {
  let typing;
  live.addEventListener("input", (event) => {
    clearTimeout(typing);
    const wait = event.target.type === "search" ? 220 : 0;
    typing = setTimeout(() => showView(formAddress(live), { push: wait === 0 }), wait);
  });
  live.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    void showView(formAddress(live));
  });
}

/** The form has to say what the address says, whoever changed it. */
function fillForm() {
  if (!live) return;
  const query = new URLSearchParams(location.search);
  for (const field of live.elements) {
    if (field.type === "checkbox") field.checked = query.getAll(field.name).includes(field.value);
    else if (field.name === "order") field.value = query.get("order") ?? "added";
    else if (field.name && field !== document.activeElement)
      field.value = query.get(field.name) ?? "";
  }
  const show = $('input[name="show"]', live) ?? live.appendChild(hidden("show"));
  show.value = query.get("show") ?? "";
}

function hidden(name) {
  return Object.assign(document.createElement("input"), { type: "hidden", name });
}

/* A film in a dialog, with its own address ──────────────────────────── */

let dialog;
let opener;
async function openFilm(address, from) {
  let page;
  try {
    page = await fetchPage(address);
  } catch {
    return location.assign(address);
  }
  const film = $("article.film", page);
  if (!film) return location.assign(address);
  if (!dialog) {
    dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.addEventListener("close", () => {
      document.title = dialog.dataset.before ?? document.title;
      if (history.state?.film) history.back();
      opener?.focus();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
  const close = Object.assign(document.createElement("button"), {
    className: "close",
    type: "button",
  });
  close.textContent = "×";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => dialog.close());
  const heading = $("h1", film);
  heading.id = "film-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.replaceChildren(close, document.adoptNode(film));
  dialog.scrollTop = 0;
  showTimes(dialog);
  if (from) {
    opener = from;
    history.pushState({ film: true }, "", address);
  }
  dialog.dataset.before ??= document.title;
  document.title = page.title;
  if (!dialog.open) dialog.showModal();
}

const plain = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !plain(event) || event.defaultPrevented) return;
  if (link.matches("[data-film]")) {
    event.preventDefault();
    void openFilm(link.href, link);
  } else if (link.closest("#results, .filters .quick, .panel-end") && isOurView(link)) {
    event.preventDefault();
    void showView(link.href).then(fillForm);
    if (link.matches("[rel=prev]")) scrollTo({ top: 0 });
  }
});

function isOurView(link) {
  return link.origin === location.origin && link.pathname === "/" && live !== null;
}

addEventListener("popstate", (event) => {
  if (event.state?.film) return void openFilm(location.href, null);
  if (dialog?.open) return dialog.close();
  if (live && location.pathname === "/")
    void showView(location.href, { push: false }).then(fillForm);
  else location.reload();
});

/* More films as one scrolls ─────────────────────────────────────────── */

let watcher;
function watchMore() {
  watcher?.disconnect();
  const more = $("[data-more]");
  if (!more || !("IntersectionObserver" in window)) return;
  watcher = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && void appendMore(more),
    { rootMargin: "900px" },
  );
  watcher.observe(more);
}

async function appendMore(more) {
  watcher.disconnect();
  more.removeAttribute("data-more");
  let page;
  try {
    page = await fetchPage(more.href);
  } catch {
    return; // The link is still there to be pressed.
  }
  const results = $("#results");
  if (!results?.contains(more)) return;
  const paging = more.closest(".paging");
  for (const group of $$(".group", page)) {
    const same = $(`.group[data-group="${group.dataset.group}"] .grid`, results);
    if (same) same.append(...$$(".card", group));
    else paging.before(document.adoptNode(group));
  }
  const next = $(".paging [rel=next]", page);
  if (next) more.replaceWith(document.adoptNode(next));
  else more.remove();
  watchMore();
}
watchMore();

/* The progress of a refresh ─────────────────────────────────────────── */

const progress = $("[data-progress]");
if (progress) void poll();

async function poll() {
  let status;
  try {
    const answer = await fetch("/api/status");
    if (answer.ok) status = await answer.json();
  } catch {
    // The line dropped: the next time will tell.
  }
  if (status?.state === "idle") return location.reload();
  if (status) showProgress(status);
  setTimeout(poll, document.hidden || status?.progress.waiting ? 10000 : 2000);
}

function showProgress({ state, progress: is }) {
  const isReading = state === "reading";
  const [done, total] = isReading ? [is.pagesRead, is.pagesTotal] : [is.filmsDone, is.filmsTotal];
  const bar = $("progress", progress);
  if (total) Object.assign(bar, { max: total, value: Math.min(done, total) });
  const words = is.waiting
    ? `${is.waiting.message} Asking again ${exact.format(new Date(is.waiting.until))}.`
    : isReading
      ? `Reading the watchlist: page ${done}${total ? ` of ${total}` : ""}.`
      : `Looking up where films stream: ${done} of ${total}.`;
  const left = is.secondsLeft > 5 ? ` About ${lengthWords(is.secondsLeft)} left.` : "";
  const text = words + left;
  const line = $("[role=status]", progress);
  if (line.textContent !== text) line.textContent = text;
}

function lengthWords(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return `${Math.ceil(seconds / 10) * 10} seconds`;
  return `${minutes} minute${minutes === 1 ? "" : "s"}`;
}

/* Services, narrowed by name ────────────────────────────────────────── */

for (const field of $$("[data-narrow]")) {
  const form = $(field.dataset.narrow);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const wanted = fold(field.value);
    for (const item of $$("[data-name]", form)) item.hidden = !item.dataset.name.includes(wanted);
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

/* Keys ──────────────────────────────────────────────────────────────── */

addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
    const search = $("input[type=search]");
    if (!search || dialog?.open) return;
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape") {
    const panel = $("[data-panel][open]");
    if (panel) {
      panel.open = false;
      $("summary", panel).focus();
    }
  }
});

document.addEventListener("click", (event) => {
  const panel = $("[data-panel][open]");
  if (panel && !panel.contains(event.target)) panel.open = false;
});

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
}
