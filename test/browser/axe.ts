// What axe has to say about a page: the rules it breaks, and where.

import axe from "axe-core";
import type { Page } from "playwright-core";

/** The size of what is pressed is asked for by WCAG 2.2, and by axe only on request. */
const RUN = `axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) =>
      id + ": " + html.slice(0, 200) + " " + (failureSummary ?? "").slice(0, 300))))`;

export async function findViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`"axe" in window`))) await page.evaluate(axe.source);
  return page.evaluate<string[]>(RUN);
}
