// A page in one pass of HTMLRewriter, whose memory workerd limits: tags within tags without end are more than
// it takes, and it throws. For us that is a page that cannot be read, as any other.

/** The page goes past the rewriter's handlers. In words, why it did not get to its end; null: it did. */
export async function rewrite(rewriter: HTMLRewriter, page: BodyInit): Promise<string | null> {
  try {
    // The rewriter runs only as its output is read.
    await rewriter.transform(new Response(page)).arrayBuffer();
    return null;
  } catch (error) {
    return String(error);
  }
}
