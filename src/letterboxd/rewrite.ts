// Runs a page through HTMLRewriter. workerd limits its memory, and it throws when tags are nested too deep:
// to us that is one more page that cannot be read.

/** Says in words why the page could not be read to its end; null: it was. */
export async function rewrite(rewriter: HTMLRewriter, page: BodyInit): Promise<string | null> {
  try {
    // The rewriter runs only as its output is read.
    await rewriter.transform(new Response(page)).arrayBuffer();
    return null;
  } catch (error) {
    return String(error);
  }
}
