// The progress of a refresh, and its result. What is shown changes every other second; a screen reader hears only
// when the state changes, at each quarter, and at the end.

import { $, $$, fetchPage } from "./dom.client.js";
import { exact } from "./locale.client.js";
import { showView } from "./list.client.js";

const progress = $("[data-progress]");

export async function poll() {
  sayWhatEnded();
  if (progress) await ask();
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
  if (status?.state === "idle") return end(endWords(status.lastRefresh));
  if (status) showProgress(status);
  if (status?.state === "reading") await showFilmsSoFar(status.progress);
  setTimeout(() => void ask(), document.hidden || status?.progress.waiting ? 10000 : 2000);
}

/** Reloads the page, unless the reader is busy with it, or it shows the result of a form, which a reload would lose. */
function end(words) {
  if (!isBusy()) {
    // Announced after the reload, which would cut it off here.
    history.replaceState({ ...history.state, ended: words }, "");
    return location.reload();
  }
  $("progress", progress).remove();
  for (const button of $$(".status button")) {
    button.disabled = false;
    button.lastChild.textContent = "Refresh";
  }
  $(".small", progress)?.remove();
  const link = document.createElement("a");
  // An empty href is the current address at the time of the press.
  link.setAttribute("href", $("[data-stays]") ? "/" : "");
  link.textContent = "Show how things stand now";
  $("p", progress).replaceChildren(`${words} `, link);
  say("end", words);
}

function isBusy() {
  return (
    $("dialog[open], [data-panel][open], [data-stays]") ||
    scrollY > innerHeight ||
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
  if (lookupsFailed) parts.push(`${films(lookupsFailed)} could not be looked up`);
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
  if (total) Object.assign(bar, { max: total, value: Math.min(done, total) });
  const words = is.waiting
    ? `${is.waiting.message} Asking again ${exact.format(new Date(is.waiting.until))}.`
    : isReading
      ? readingWords(done, total)
      : `Looking up where films stream: ${done.toLocaleString()} of ${total.toLocaleString()}.`;
  const left = is.secondsLeft > 5 ? ` About ${lengthWords(is.secondsLeft)} left.` : "";
  const text = words + left;
  const line = $("p", progress);
  if (line.textContent !== text) line.textContent = text;
  const quarter = total ? Math.min(3, Math.floor((4 * done) / total)) : 0;
  say(is.waiting ? "waits" : `${state} ${quarter}`, words);
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
  const output = document.createElement("output");
  output.className = "sr";
  $("main").append(output);
  // Screen readers announce text only if it changes in an element that is already there.
  setTimeout(() => (output.textContent = ended), 1000);
}

function lengthWords(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return `${Math.ceil(seconds / 10) * 10} seconds`;
  return `${minutes} minute${minutes === 1 ? "" : "s"}`;
}
