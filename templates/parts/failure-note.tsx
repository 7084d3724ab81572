// What went wrong with the last refresh, since when, and what helps.

import type { FailureView, LayoutView } from "./layout-view.ts";
import { Moment } from "./moment.tsx";

interface FailureNoteProps {
  failure: FailureView;
  layout: LayoutView;
  /** Whether it stands on the page where an export is brought in. */
  isAtImport: boolean;
}

export function FailureNote({ failure, layout, isAtImport }: FailureNoteProps) {
  return (
    <section class="note failure" aria-label="The last refresh failed">
      <p>
        <strong>
          {failure.lists.length > 0 ? `${failure.lists.join(", ")}: ` : null}
          {failure.message}
        </strong>{" "}
        {withLinks(failure.advice)}
        {failure.exportHelps && !isAtImport ? (
          <>
            {" "}
            Or <a href="/import">import your own export</a>, which works without reading Letterboxd.
          </>
        ) : null}
      </p>
      <p class="small">
        That was <Moment at={failure.at} now={layout.now} />.
        {layout.updatedAt === null ? null : lastGoodWords(failure)}
        {failure.detail === "" ? null : (
          <>
            {" "}
            <span class="detail">{failure.detail}</span>
          </>
        )}
      </p>
    </section>
  );
}

function lastGoodWords({ lists }: FailureView): string {
  return lists.length > 0
    ? " Its films are shown as they were last read."
    : " What you see below is the last good result.";
}

/** Turns addresses in a sentence into links. */
function withLinks(sentence: string) {
  const parts = sentence.split(/(https:\/\/[\w./-]+\w)/);
  return parts.map((part) => (part.startsWith("https://") ? <a href={part}>{part}</a> : part));
}
