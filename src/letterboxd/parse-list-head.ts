// What a list's page says of the list as a whole: its name, its length and when it was changed. The length is a
// sentence in a <meta>, and the same on every page of the list. Selectors: selectors.ts.

import { cutText } from "../limits/cut-text.ts";
import { decodeEntities } from "./film-name.ts";
import { rewrite } from "./rewrite.ts";
import { LIST } from "./selectors.ts";

/** The longest real one has 60 characters. */
const LONGEST_NAME = 200;
/** How much of a description is searched for the number of films, which is its beginning. */
const LONGEST_SENTENCE = 200;

export interface ListHead {
  /** Whether the page says that it is a list's. */
  isList: boolean;
  /** What the page says that it is, such as `profile`; null: it does not. */
  type: string | null;
  name: string | null;
  total: number | null;
  /** ISO 8601, UTC, to the millisecond. */
  updatedAt: string | null;
}

/** Reads the head of a page, or as much of it as there is: what is missing or cannot be read is null. */
export async function parseListHead(html: string): Promise<ListHead> {
  const head: ListHead = { isList: false, type: null, name: null, total: null, updatedAt: null };
  const rewriter = new HTMLRewriter()
    .on(LIST.page, {
      element() {
        head.isList = true;
      },
    })
    .on(LIST.type.meta, {
      element(meta) {
        head.type ??= meta.getAttribute("content");
        if (head.type === LIST.type.content) head.isList = true;
      },
    })
    .on(LIST.name, {
      element(meta) {
        head.name ??= parseName(meta.getAttribute("content") ?? "");
      },
    })
    .on(LIST.description, {
      element(meta) {
        head.total ??= parseTotal(meta.getAttribute("content") ?? "");
      },
    })
    .on(LIST.dates, {
      element(time) {
        head.updatedAt = laterOf(head.updatedAt, parseDate(time.getAttribute("datetime") ?? ""));
      },
    });
  await rewrite(rewriter, html);
  return head;
}

/** Some names begin with a mark that says from which side they are written. */
function parseName(written: string): string | null {
  const name = decodeEntities(written)
    .replace(/\s+/g, " ")
    .replace(/^[\s\u200e\u200f]+/, "")
    .trim();
  return name === "" ? null : cutText(name, LONGEST_NAME);
}

function parseTotal(written: string): number | null {
  const sentence = decodeEntities(written.slice(0, LONGEST_SENTENCE));
  const digits = LIST.total.exec(sentence)?.[1]?.replace(/\D/g, "") ?? "";
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}

function parseDate(written: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]{5,20}Z$/.test(written)) return null;
  const time = Date.parse(written);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function laterOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
