// Removes comments and indentation from the hand-written scripts and style sheets: only readers of the source need
// them, and they would be a seventh of the first view. Only whole lines are removed, so nothing has to be parsed.

/** Would remove the indentation inside a template literal of several lines: the scripts have none. */
export function minifyScript(text: string): string {
  return text
    .replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "")
    .replaceAll(/^\s*\/\/.*\n/gm, "")
    .replaceAll(/^\s+/gm, "");
}

export function minifyStyle(text: string): string {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\/\n/gm, "").replaceAll(/^\s+/gm, "");
}
