// Helpers that the other scripts share.

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Fetches a page of ours as a document; throws if that fails. */
export async function fetchPage(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: signal ?? null });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/**
 * Fetches a part of another page of ours, with that page. null: the request was aborted or, because the part could
 * not be fetched, the browser is going to the page itself.
 */
export async function fetchPart(address, selector, signal) {
  try {
    const page = await fetchPage(address, signal);
    const part = $(selector, page);
    if (part) return { page, part: document.adoptNode(part) };
  } catch (error) {
    if (error.name === "AbortError") return null;
  }
  location.assign(address);
  return null;
}
