// What the other scripts share.

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Fetches a page of ours as a document; throws if that fails. */
export async function fetchPage(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: signal ?? null });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/**
 * Fetches a part of another page of ours, with that page. While there is no connection it says so, and tries again.
 * null: the request was aborted or, because the server did not give the part, the browser is going to the page itself.
 */
export async function fetchPart(address, selector, signal) {
  for (;;) {
    try {
      const page = await fetchPage(address, signal);
      const part = $(selector, page);
      showTrouble(false);
      if (part) return { page, part: document.adoptNode(part) };
      break;
    } catch (error) {
      if (error.name === "AbortError") return null;
      // The browser says that it could not ask; any other answer is a page that it can show.
      if (!(error instanceof TypeError)) break;
      showTrouble(true);
      await nextTry();
      if (signal?.aborted) return null;
    }
  }
  location.assign(address);
  return null;
}

const RETRY_MS = 3000;

/** At once when the browser is back on a network. */
function nextTry() {
  return new Promise((resolve) => {
    setTimeout(resolve, RETRY_MS);
    addEventListener("online", resolve, { once: true });
  });
}

let trouble;

function showTrouble(isThere) {
  if (!trouble && !isThere) return;
  trouble ??= document.body.appendChild(make("output", { className: "trouble" }));
  trouble.textContent = isThere ? "No connection. Trying again…" : "";
}

/** The style of dialogs is not among what the list needs. If it cannot be had, they are shown without. */
export function loadStyle() {
  const { href, pathname } = new URL("pages.css", import.meta.url);
  if ($(`link[href$="${pathname}"]`)) return null;
  return new Promise((resolve) => {
    const link = make("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
}
