// How the refreshes go: when the last one was, what is running now, and what went wrong. The browser's script keeps
// the progress up to date; without it the page shows the state at the time of the request.

import { Count } from "./count.tsx";
import { FailureNote } from "./failure-note.tsx";
import type { LayoutView, NoticeView, RunningView } from "./layout-view.ts";
import { Icon } from "./icons.tsx";
import { LogIn } from "./log-in.tsx";
import { Moment } from "./moment.tsx";
import { waitWords } from "./relative-words.ts";
import { count } from "./words.ts";

interface StatusLineProps {
  layout: LayoutView;
  /** What the last refresh found on my services: "2 new on Netflix"; empty: nothing. */
  arrived?: string;
}

export function StatusLine({ layout, arrived = "" }: StatusLineProps) {
  const { nextAt, now, running, restUntil } = layout;
  return (
    <div class="status" id="status">
      <p>
        {layout.sampleData ? <SampleNote /> : null}
        <Freshness layout={layout} />
        <Changed layout={layout} arrived={arrived} />
        {nextAt !== null && running === null ? (
          <>
            {" "}
            <span class="next">
              · next <Moment at={nextAt} now={now} isNext />
            </span>
          </>
        ) : null}
      </p>
      {layout.changes === "visitor" ? (
        <LogIn words="refresh" />
      ) : (
        <form method="post" action="/refresh">
          <button class="quiet" disabled={running !== null || restUntil !== null}>
            <Icon name="refresh" />
            {buttonWords(layout)}
          </button>
        </form>
      )}
    </div>
  );
}

function SampleNote() {
  return (
    <>
      <strong>Sample data</strong>
      <span class="roomy">: real films, invented offers</span> ·{" "}
    </>
  );
}

/**
 * If a refresh did not read the list, or fetched few offers, the two have different times: the later one comes first.
 * Times less than a minute apart are shown as one, the earlier.
 */
function Freshness({ layout: { updatedAt, listAt, offersAt, now } }: { layout: LayoutView }) {
  const isKnown = listAt !== null && offersAt !== null;
  if (isKnown && Math.abs(listAt - offersAt) < 60) {
    return (
      <>
        Updated <Moment at={Math.min(listAt, offersAt)} now={now} />
      </>
    );
  }
  const list = listAt === null ? null : <Moment at={listAt} now={now} />;
  const offers = offersAt === null ? null : <Moment at={offersAt} now={now} />;
  if (isKnown && listAt > offersAt)
    return (
      <>
        List read {list} · offers from {offers}
      </>
    );
  if (isKnown)
    return (
      <>
        Offers from {offers} · list read {list}
      </>
    );
  if (list !== null) return <>List read {list}</>;
  if (offers !== null) return <>Offers from {offers}</>;
  if (updatedAt === null) return <>Not looked up yet</>;
  return (
    <>
      Updated <Moment at={updatedAt} now={now} />
    </>
  );
}

function Changed({ layout: { changed }, arrived = "" }: StatusLineProps) {
  if (changed === null) return null;
  const { added, removed } = changed;
  return (
    <>
      {" · "}
      <a href="/refreshes">
        {added > 0 ? (
          <>
            <Count n={added} /> added
          </>
        ) : null}
        {added > 0 && removed > 0 ? ", " : null}
        {removed > 0 ? (
          <>
            <Count n={removed} /> removed
          </>
        ) : null}
        {added + removed > 0 && arrived !== "" ? ", " : null}
        {arrived}
        {added + removed === 0 && arrived === "" ? "nothing changed" : null}
      </a>
    </>
  );
}

/** What the button that starts a refresh says, pressed or not. */
export function buttonWords({ running, restUntil, now }: LayoutView): string {
  if (running !== null) return "Refreshing";
  if (restUntil === null) return "Refresh";
  return `Wait ${Math.ceil((restUntil - now) / 60)} min`;
}

/** Everything about refreshes that a reader should not miss. Usually empty. */
export function RefreshNotes({
  layout,
  isAtImport = false,
}: {
  layout: LayoutView;
  isAtImport?: boolean;
}) {
  return (
    <div id="notes">
      {layout.running ? <RefreshProgress running={layout.running} /> : null}
      {layout.failure && !layout.running ? (
        <FailureNote failure={layout.failure} layout={layout} isAtImport={isAtImport} />
      ) : null}
      {layout.notices.map((notice) => (
        <Notice notice={notice} now={layout.now} />
      ))}
    </div>
  );
}

export function Notice({ notice: { text, at, link }, now }: { notice: NoticeView; now: number }) {
  return (
    <p class="note">
      {text}
      {at === undefined ? null : (
        <>
          {" "}
          <Moment at={at} now={now} />.
        </>
      )}
      {link ? (
        <>
          {" "}
          <a href={link.href}>{link.words}</a>
        </>
      ) : null}
    </p>
  );
}

export function RefreshProgress({ running }: { running: RunningView }) {
  const [done, total] =
    running.state === "reading"
      ? [running.pagesRead, running.pagesTotal]
      : [running.filmsDone, running.filmsTotal];
  return (
    <section
      class="note progress"
      aria-label="Refresh"
      data-progress={running.state}
      data-started={new Date(running.startedAt * 1000).toISOString()}
    >
      <p>{progressWords(running)}</p>
      <output class="sr"></output>
      <progress
        aria-label="Progress of the refresh"
        {...(total === null || total === 0 ? {} : { value: Math.min(done, total), max: total })}
      />
      {running.waiting === null ? null : (
        <p class="small">
          If it doesn’t pass, <a href="/import">import your own export</a>.
        </p>
      )}
    </section>
  );
}

/** The browser's script has its own copy of the short sentences, and announces them in the output now and then. */
function progressWords(running: RunningView): string {
  if (running.waiting !== null) {
    const { why, seconds } = running.waiting;
    return `${why} Trying again ${waitWords(seconds)}.`;
  }
  if (running.state === "reading") {
    const of = running.pagesTotal === null ? "" : ` of ${running.pagesTotal}`;
    return running.pagesRead === 0
      ? "Reading the watchlist…"
      : `Reading the watchlist: page ${running.pagesRead}${of}.`;
  }
  const left = running.secondsLeft === null ? "" : ` ${leftWords(running.secondsLeft)}`;
  return `Looking up where films stream: ${count(running.filmsDone)} of ${count(running.filmsTotal)}.${left}`;
}

function leftWords(secondsLeft: number): string {
  if (secondsLeft < 5) return "Nearly done.";
  if (secondsLeft < 90) return `About ${secondsLeft} seconds left.`;
  return `About ${Math.round(secondsLeft / 60)} minutes left.`;
}
