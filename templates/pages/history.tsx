// The history of refreshes: when each ran, its result, what went wrong and what helps; and the films whose answer is
// older than it should be.

import type { ChangedFilms } from "../../src/list/changed-films.ts";
import type { EndedRefresh } from "../../src/list/ended-refresh.ts";
import { listWords } from "../../src/failure-words.ts";
import { AskForAll } from "../parts/ask-for-all.tsx";
import { ChangedNames } from "../parts/changed-films.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { Count } from "../parts/count.tsx";
import { LogIn } from "../parts/log-in.tsx";
import { Moment } from "../parts/moment.tsx";
import { RefreshProgress } from "../parts/refresh-notes.tsx";
import { Unchecked, type UncheckedView } from "../parts/unchecked.tsx";
import { films as filmsInWords } from "../parts/words.ts";

interface RefreshesPageProps {
  layout: LayoutView;
  /** Newest first. */
  refreshes: EndedRefresh[];
  /** What each added and removed, by its number; one that names no film is missing. */
  changed: ReadonlyMap<number, ChangedFilms>;
  unchecked: UncheckedView[];
  /** How many there are in total; only some are shown. */
  uncheckedTotal: number;
  /** Whether this reader may ask for every film's offers again. */
  mayAskAll: boolean;
}

export function RefreshesPage({
  layout,
  refreshes,
  changed,
  unchecked,
  uncheckedTotal,
  mayAskAll,
}: RefreshesPageProps) {
  return (
    <Layout title="Refresh history" place="history" layout={layout}>
      <header class="hero">
        <h1>Refresh history</h1>
      </header>
      {layout.running ? <RefreshProgress running={layout.running} /> : null}
      {uncheckedTotal > 0 ? (
        <p>
          <a href="#unchecked">{filmsInWords(uncheckedTotal)}</a> couldn’t be checked at the last
          look-up.
        </p>
      ) : null}
      {refreshes.length === 0 ? (
        <p class="lead">None has ended yet. The last fifty will be listed here.</p>
      ) : (
        <ol class="history">
          {refreshes.map((refresh) => (
            <Refresh refresh={refresh} films={changed.get(refresh.id)} now={layout.now} />
          ))}
        </ol>
      )}
      <Unchecked films={unchecked} total={uncheckedTotal} now={layout.now} />
      {mayAskAll ? <AskForAll layout={layout} /> : null}
      {layout.changes === "visitor" ? <LogIn words="look up every film’s offers again" /> : null}
      <p class="small">
        As data, for programs: <a href="/refreshes.json">/refreshes.json</a>
      </p>
    </Layout>
  );
}

const TRIGGER_WORDS: Record<EndedRefresh["trigger"], string> = {
  first: "The first refresh",
  schedule: "On schedule",
  button: "With the button",
  settings: "After a change to the settings",
  import: "After an import",
  choice: "After you said which title a film is",
  upgrade: "After an update of this app",
  list: "After a list was added",
  rest: "Left over from the day before",
  country: "After a country was added",
};

const OUTCOME_WORDS = { done: "Done", partial: "Partly done", failed: "Failed" } as const;

interface RefreshProps {
  refresh: EndedRefresh;
  films: ChangedFilms | undefined;
  now: number;
}

function Refresh({ refresh, films, now }: RefreshProps) {
  const { outcome, startedAt, finishedAt, trigger, failure } = refresh;
  const began = seconds(startedAt);
  return (
    <li class={`refresh ${outcome ?? ""}`}>
      <h2>
        <Moment at={began} now={now} />{" "}
        <span>{outcome === null ? "" : OUTCOME_WORDS[outcome]}</span>
      </h2>
      <p class="small">
        {TRIGGER_WORDS[trigger]}
        {finishedAt === null ? null : `, took ${durationWords(seconds(finishedAt) - began)}`}
      </p>
      <Deeds refresh={refresh} />
      <ChangedNames films={films} added={refresh.added} removed={refresh.removed} />
      {failure === null ? null : (
        <p class="problem">
          <strong>{failure.message}</strong> {failure.advice}
          {failure.detail === "" ? null : <span class="detail"> {failure.detail}</span>}
        </p>
      )}
      {refresh.lists.length > 1 || trigger === "list" ? <Lists lists={refresh.lists} /> : null}
      {refresh.selectorsNeedMending ? (
        <p class="problem">
          Letterboxd’s page has changed and could only be read the slow way. Update this app; if
          there’s no update yet, src/letterboxd/selectors.ts is the file to fix.
        </p>
      ) : null}
    </li>
  );
}

/** Where a refresh read several lists, what came of each. */
function Lists({ lists }: Pick<EndedRefresh, "lists">) {
  return (
    <ul class="small">
      {lists.map(({ kind, name, films, added, removed, failure }) => (
        <li>
          {listWords(kind, name)}:{" "}
          {failure === null
            ? [
                filmsInWords(films ?? 0),
                added > 0 && `${added} added`,
                removed > 0 && `${removed} removed`,
              ]
                .filter((deed) => deed !== false)
                .join(", ")
            : failure.message}
        </li>
      ))}
    </ul>
  );
}

/** What a refresh did, without the things it did not do. */
function Deeds({ refresh }: { refresh: EndedRefresh }) {
  const { trigger, films, added, removed, lookedUp, lookupsFailed, oddItems } = refresh;
  const didNothing = added + removed + lookedUp + lookupsFailed === 0;
  // Changes of other lists than the watchlist, or by an import or a choice, are not counted here.
  const looksOnly = ["import", "choice", "list", "rest", "country"].includes(trigger);
  const deeds = [
    didNothing && (looksOnly ? "Nothing had to be looked up" : "Nothing changed"),
    films !== null && <Some n={films} words={filmsOnWords(films, refresh.lists)} />,
    films !== null && added + removed === 0 && !didNothing && "none added or removed",
    added > 0 && <Some n={added} words="added" />,
    removed > 0 && <Some n={removed} words="removed" />,
    lookedUp > 0 && <Some n={lookedUp} words="looked up" />,
    lookupsFailed > 0 && <Some n={lookupsFailed} words="couldn’t be looked up" />,
    oddItems > 0 && (
      <Some
        n={oddItems}
        words={`on the list ${oddItems === 1 ? "isn’t a film" : "aren’t films"} according to Letterboxd`}
      />
    ),
  ].filter((deed) => deed !== false);
  return <p>{deeds.map((deed, i) => (i === 0 ? deed : <> · {deed}</>))}</p>;
}

/** Only those of watchlists are counted. */
function filmsOnWords(films: number, lists: EndedRefresh["lists"]): string {
  const watchlists = lists.filter(({ kind }) => kind === "watchlist").length;
  return `${films === 1 ? "film" : "films"} on the ${watchlists > 1 ? "watchlists" : "watchlist"}`;
}

function Some({ n, words }: { n: number; words: string }) {
  return (
    <>
      <Count n={n} /> {words}
    </>
  );
}

function seconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}

/** "under a second", "48 s", "2 min 5 s", "1 h 3 min". */
export function durationWords(duration: number): string {
  if (duration < 1) return "under a second";
  if (duration < 60) return `${duration} s`;
  const minutes = Math.floor(duration / 60);
  if (minutes < 60)
    return duration % 60 === 0 ? `${minutes} min` : `${minutes} min ${duration % 60} s`;
  return minutes % 60 === 0
    ? `${minutes / 60} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
