// What a browser needs of a hand-written script or style sheet: comments and indents are for whoever reads them
// here, and would be a seventh of the first view. Only whole lines are taken out, so nothing has to be understood.

/** A template that runs over several lines would lose its indents: the scripts have none. */
export function minifyScript(text: string): string {
  return text
    .replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "")
    .replaceAll(/^\s*\/\/.*\n/gm, "")
    .replaceAll(/^\s+/gm, "");
}

export function minifyStyle(text: string): string {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\/\n/gm, "").replaceAll(/^\s+/gm, "");
}
