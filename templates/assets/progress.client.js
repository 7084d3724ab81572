// The progress of a refresh.

import { $ } from "./dom.client.js";
import { exact } from "./manner.client.js";

const progress = $("[data-progress]");

/** Asks every other second, and seldom while nobody looks or it waits; shows the outcome when it is done. */
export async function poll() {
  if (!progress) return;
  let status;
  try {
    const answer = await fetch("/api/status");
    if (answer.ok) status = await answer.json();
  } catch {
    // The line dropped: the next time will tell.
  }
  if (status?.state === "idle") return end();
  if (status) showProgress(status);
  setTimeout(() => void poll(), document.hidden || status?.progress.waiting ? 10000 : 2000);
}

/** Nothing is taken from whoever is at something, nor what came of a form, which stands in no address. */
function end() {
  const isBusy =
    $("dialog[open], [data-panel][open], [data-stays]") ||
    scrollY > innerHeight ||
    document.activeElement.matches("input, textarea, select");
  if (!isBusy) return location.reload();
  $("progress", progress).remove();
  const line = $("output", progress);
  const link = document.createElement("a");
  // Empty: whatever the address is when it is pressed.
  link.setAttribute("href", $("[data-stays]") ? "/" : "");
  link.textContent = "Show how things stand now";
  line.replaceChildren("The refresh has ended. ", link);
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
      : `Looking up where films stream: ${done.toLocaleString()} of ${total.toLocaleString()}.`;
  const left = is.secondsLeft > 5 ? ` About ${lengthWords(is.secondsLeft)} left.` : "";
  const text = words + left;
  const line = $("output", progress);
  if (line.textContent !== text) line.textContent = text;
}

function lengthWords(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return `${Math.ceil(seconds / 10) * 10} seconds`;
  return `${minutes} minute${minutes === 1 ? "" : "s"}`;
}
