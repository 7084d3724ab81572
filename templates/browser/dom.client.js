// What the other files share.

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** A page of ours as a document; throws where it is not to be had. */
export async function fetchPage(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: signal ?? null });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** A part of another page of ours, and that page. null: the browser goes there itself, or it was called off. */
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
