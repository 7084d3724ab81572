// A second attempt at a page of a list that selectors.ts no longer fits. The films are found as on any page; how
// many there are is taken from the head alone, because the names and descriptions of lists are full of numbers.

import { done, type Result } from "../failure.ts";
import type { ListPage } from "../ports.ts";
import { cutListPage } from "./cut-list-page.ts";
import { parseListHead } from "./parse-list-head.ts";
import { readGridSlowly, unread } from "./slow-reading.ts";

/** There are the films of the list that this one was cloned from. */
const BESIDE = "aside, footer";

/** Fails with `unrecognised` where no total is stated: nothing else proves what is found in this way. */
export async function readListSlowly(html: string): Promise<Result<ListPage>> {
  const cuts = cutListPage(html);
  if (cuts === null) return unread("its grid is longer than any");
  const { name, total, updatedAt } = await parseListHead(cuts.head);
  if (total === null) return unread("it does not say how many films the list has");

  const reading = await readGridSlowly(html, {
    findStated: () => new Set([total]),
    beside: BESIDE,
  });
  if (!reading.ok) return reading;
  if (reading.value.total === null) return unread(`${total} films on one of many pages`);
  return done({ ...reading.value, name, updatedAt });
}
