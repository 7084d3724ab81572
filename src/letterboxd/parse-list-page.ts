// A page of a list → the films on it and what it says of the list. It is cut first, because the whole of it would
// take most of the CPU time that the Free plan grants. In doubt it fails rather than guesses.

import { done, failed, type Result } from "../failure.ts";
import type { ListPage } from "../ports.ts";
import { cutListPage, type ListCuts } from "./cut-list-page.ts";
import { faultOfGrid, onGrid, withoutRepeats, type Grid } from "./grid.ts";
import { parseListHead, type ListHead } from "./parse-list-head.ts";
import { rewrite } from "./rewrite.ts";
import { LIST } from "./selectors.ts";

/**
 * Reads page `page` of a list. A list without films is valid, and so is one that does not state its length: what
 * that proves is its reader's business. Fails with `no-such-list` if the page says that it is something else, and
 * with `unrecognised` if it contradicts itself.
 */
export async function parseListPage(html: string, page: number): Promise<Result<ListPage>> {
  const cuts = cutListPage(html);
  if (cuts === null) return unrecognised(page, "its grid is longer than any");
  const head = await parseListHead(cuts.head);
  if (!head.isList && head.type !== null && cuts.grid === null) {
    return failed("no-such-list", `the page is no list, but says that it is “${head.type}”`);
  }
  const grid: Grid = { films: [], hasNext: false };
  const rewriter = onGrid(new HTMLRewriter(), LIST, grid);
  const fault = (await rewrite(rewriter, cuts.grid ?? "")) ?? faultOf(page, cuts, head, grid);
  if (fault !== null) return unrecognised(page, fault);
  const { name, total, updatedAt } = head;
  return done({
    films: withoutRepeats(grid.films),
    total,
    hasNext: grid.hasNext,
    name,
    updatedAt,
  });
}

function unrecognised(page: number, fault: string): ReturnType<typeof failed> {
  return failed("unrecognised", `page ${page} of the list: ${fault}`);
}

/** Says in words why the page contradicts itself; null: it does not. */
function faultOf(page: number, cuts: ListCuts, { isList, total }: ListHead, grid: Grid) {
  if (cuts.grid === null && !isList) return `there is no ${LIST.content}, nor is it a list’s page`;
  const fault = faultOfGrid(grid);
  if (fault !== null) return fault;
  const count = withoutRepeats(grid.films).length;
  if (count === 0 && !isList) return "it shows no film, and does not say that it is a list’s page";
  // No grid is no empty list where there are films all the same, or where there is a page after it.
  if (count === 0 && total === null && (cuts.namesFilms || grid.hasNext)) {
    return "it shows no film, does not say that there is none, and names some";
  }
  if (page > 1 || total === null) return null;
  if (count === 0 && total > 0) return `it shows none of ${total} films`;
  // More films than are stated are for its reader to judge: the statement may be older than the grid.
  if (count <= total && count < total !== grid.hasNext) {
    const next = grid.hasNext ? "a" : "no";
    return `it shows ${count} of ${total} films and leads to ${next} next page`;
  }
  return null;
}
