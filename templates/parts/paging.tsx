// Links to the previous films and the next ones.

import { Count } from "./count.tsx";

interface PagingProps {
  /** From 1. */
  page: number;
  /** Films on one page. */
  screen: number;
  total: number;
  address: (page: number) => string;
  /** Whether the browser's script appends the next films to this page. */
  comesHere?: boolean;
}

export function Paging({ page, screen, total, address, comesHere = false }: PagingProps) {
  const rest = total - page * screen;
  if (rest <= 0 && page === 1) return null;
  return (
    <nav class="paging" aria-label="More films">
      {page > 1 ? (
        <a class="button" rel="prev" href={address(page - 1)}>
          Back
        </a>
      ) : null}
      {rest > 0 ? (
        <a
          class="button"
          rel="next"
          data-more={comesHere ? "" : undefined}
          href={address(page + 1)}
        >
          More{" "}
          <b>
            <Count n={rest} />
          </b>
        </a>
      ) : null}
    </nav>
  );
}
