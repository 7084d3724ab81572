// The block of pages below a watchlist or a list.

export interface PaginationView {
  /** The address of the first page. */
  base: string;
  /** Counts from 1. */
  page: number;
  /** May be less than `page`: then this page lies past the end. */
  pages: number;
  /** What the links to the page before and the page after are called. */
  words: readonly [previous: string, next: string];
}

/** Nothing at all where there is but one page; a span in place of a link where it would lead nowhere. */
export function pagination({ base, page, pages, words }: PaginationView): string {
  if (pages <= 1 && page === 1) return "";
  const link = (to: number) => (to === 1 ? base : `${base}page/${to}/`);
  const step = (name: "previous" | "next", word: string, to: number) =>
    to < 1 || (name === "next" && to > pages)
      ? `<div class="paginate-nextprev paginate-disabled"><span class="${name}">${word}</span></div>`
      : `<div class="paginate-nextprev"><a class="${name}" href="${link(to)}">${word}</a></div>`;
  const near = [page - 2, page - 1, page, page + 1, page + 2];
  const shown = [...new Set([1, ...near, pages])].filter((n) => n >= 1 && n <= pages);
  const numbers = shown.map((n, i) => {
    const gap = n - (shown[i - 1] ?? n - 1) > 1 ? GAP : "";
    const isCurrent = n === page;
    return isCurrent
      ? `${gap}<li class="paginate-page paginate-current"><span>${n}</span></li>`
      : `${gap}<li class="paginate-page"><a href="${link(n)}">${n}</a></li>`;
  });
  return `<div class="pagination"> ${step("previous", words[0], page - 1)} ${step("next", words[1], page + 1)} <div class="paginate-pages"> <ul> ${numbers.join(" ")} </ul> </div> </div>`;
}

const GAP = `<li class="paginate-page unseen-pages">&hellip;</li> `;
