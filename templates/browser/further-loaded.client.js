// Loads what the first view can do without.

/** Does something with it, once it is there; `otherwise`: if it cannot be had. */
export async function further(use, otherwise = () => {}) {
  let it;
  try {
    it = await import("./further.js");
  } catch {
    return otherwise();
  }
  return use(it);
}
