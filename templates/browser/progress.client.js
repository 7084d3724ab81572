// The progress of a refresh, and its result. What is shown changes every other second; a screen reader hears only
// when the state changes, at each quarter, and at the end.

import { waitWords } from "../parts/relative-words.ts";
import { $, $$, fetchPage, live, make } from "./page.js";
import { showView } from "./view.client.js";

/** Where it is shown: a note if the refresh was under way when the page came, else beside the button. */
let progress = $("[data-progress]");

export async function poll() {
  sayWhatEnded();
  if (progress) await ask();
}

/** Starts a refresh without leaving the page, or the place on it. */
export async function pressRefresh(form) {
  const button = $("button", form);
  if (button.disabled) return;
  button.disabled = true;
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
  } catch {
    button.disabled = false;
    return showBeside(form, "No connection. Try again.");
  }
  // Whoever may not is told so by a page of its own.
  if (answer.status !== 202 && answer.status !== 409) return form.submit();
  button.lastChild.textContent = "Refreshing";
  showBeside(form, "Starting…");
  await ask();
}

function showBeside(form, words) {
  const status = form.closest(".status");
  if (!progress?.isConnected) {
    progress = make("div", { className: "beside" }, make("p"), make("output", { className: "sr" }));
    progress.dataset.progress = "";
    $("p", status).replaceWith(progress);
  }
  $("p", progress).textContent = words;
  say(words, words);
}

/** Asks every other second, less often while the page is hidden or the refresh waits; shows the result at the end. */
async function ask() {
  let status;
  try {
    const answer = await fetch("/api/status");
    if (answer.ok) status = await answer.json();
  } catch {
    // The connection failed: the next request may succeed.
  }
  clearInterval(counting);
  if (status?.state === "idle") return end(endWords(status.lastRefresh));
  if (status) showProgress(status);
  if (status?.state === "reading") await showFilmsSoFar(status.progress);
  setTimeout(() => void ask(), document.hidden || status?.progress.waiting ? 10000 : 2000);
}

/** Shows what has changed, unless the reader is busy. A view changes where it is; other pages are loaded again. */
async function end(words) {
  if (!isBusy() && live && location.pathname === "/") {
    await showView(location.href, { push: false, whole: true });
    return announce(words);
  }
  if (!isBusy() && scrollY < innerHeight) {
    // Announced after the reload, which would cut it off here.
    history.replaceState({ ...history.state, ended: words }, "");
    return location.reload();
  }
  $("progress", progress)?.remove();
  for (const button of $$(".status button")) {
    button.disabled = false;
    button.lastChild.textContent = "Refresh";
  }
  $(".small", progress)?.remove();
  const link = make("a", {}, "Show the latest");
  // An empty href is the current address at the time of the press.
  link.setAttribute("href", $("[data-stays]") ? "/" : "");
  $("p", progress).replaceChildren(`${words} `, link);
  say("end", words);
}

/** With a film, or a field, or films that came as one scrolled; or the page shows the result of a form. */
function isBusy() {
  return (
    $("dialog[open], [data-panel][open], [data-stays]") ||
    location.hash.startsWith("#screen") ||
    document.activeElement.matches("input, textarea, select")
  );
}

let filmsShown = 0;

/** While a watchlist is read for the first time, the page shows the films read so far: more of them each time. */
async function showFilmsSoFar({ pagesRead, filmsDone }) {
  if (pagesRead === 0 || filmsDone === filmsShown || isBusy()) return;
  filmsShown = filmsDone;
  if ($("[data-so-far]")) return showView(location.href, { push: false });
  const page = $(".first") && (await fetchPage(location.href).catch(() => null));
  if (page && $("[data-so-far]", page)) location.reload();
}

function endWords(last) {
  // The status leaves out refreshes of a single film.
  if (last?.startedAt !== progress.dataset.started) return "The refresh has ended.";
  if (last.failure) return `The refresh failed. ${last.failure.message}`;
  const { trigger, added, removed, lookedUp, lookupsFailed } = last;
  const parts = [];
  if (added) parts.push(`${films(added)} added`);
  if (removed) parts.push(`${added ? removed.toLocaleString() : films(removed)} removed`);
  if (trigger === "import") parts.push(`${films(lookedUp)} looked up`);
  if (parts.length === 0) parts.push("nothing changed on the list");
  if (lookupsFailed) parts.push(`${films(lookupsFailed)} couldn’t be looked up`);
  return `The refresh has ended: ${parts.join(", ")}.`;
}

function films(n) {
  return `${n.toLocaleString()} film${n === 1 ? "" : "s"}`;
}

function showProgress({ state, progress: is }) {
  progress.dataset.started = is.startedAt;
  const isReading = state === "reading";
  const [done, total] = isReading ? [is.pagesRead, is.pagesTotal] : [is.filmsDone, is.filmsTotal];
  const bar = $("progress", progress);
  if (bar && total) Object.assign(bar, { max: total, value: Math.min(done, total) });
  const words = is.waiting
    ? waitingWords(is.waiting)
    : isReading
      ? readingWords(done, total)
      : `Looking up where films stream: ${done.toLocaleString()} of ${total.toLocaleString()}.`;
  const left = is.secondsLeft > 5 ? ` About ${lengthWords(is.secondsLeft)} left.` : "";
  showLine(words + left);
  if (is.waiting) counting = setInterval(() => showLine(waitingWords(is.waiting) + left), 1000);
  const quarter = total ? Math.min(3, Math.floor((4 * done) / total)) : 0;
  say(is.waiting ? "waits" : `${state} ${quarter}`, words);
}

/** Counts the seconds of a wait. */
let counting;

function waitingWords({ message, until }) {
  return `${message} Trying again ${waitWords((new Date(until) - Date.now()) / 1000)}.`;
}

function showLine(text) {
  const line = $("p", progress);
  if (line.textContent !== text) line.textContent = text;
}

function readingWords(done, total) {
  if (!done) return "Reading the watchlist…";
  return `Reading the watchlist: page ${done}${total ? ` of ${total}` : ""}.`;
}

let said;

/** Announces a state once. */
function say(turn, words) {
  if (said === turn) return;
  said = turn;
  $("output", progress).textContent = words;
}

/** Announces the result after the reload at a refresh's end. */
function sayWhatEnded() {
  const { ended, ...rest } = history.state ?? {};
  if (!ended) return;
  history.replaceState(rest, "");
  announce(ended);
}

function announce(words) {
  const output = $("main").appendChild(make("output", { className: "sr" }));
  // Screen readers announce text only if it changes in an element that is already there.
  setTimeout(() => (output.textContent = words), 1000);
}

function lengthWords(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return `${Math.ceil(seconds / 10) * 10} seconds`;
  return `${minutes} minute${minutes === 1 ? "" : "s"}`;
}
