// The lists that are read: the members' watchlists, the followed lists with their forms, and those that were removed.

import { AddForm, ListForms, UndoForm } from "../parts/list-forms.tsx";
import { Layout } from "../parts/layout.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { isLockedFor, LockedNote } from "../parts/log-in.tsx";
import { Moment } from "../parts/moment.tsx";
import { RefreshNotes } from "../parts/refresh-notes.tsx";
import { films as filmsInWords } from "../parts/words.ts";

export interface ListView {
  id: number;
  kind: "watchlist" | "list";
  /** Empty for a watchlist, which goes by its owner. */
  name: string;
  owner: string;
  /** On Letterboxd, without the key of an unlisted list; null: it came from a file. */
  url: string | null;
  /** Only a share link opens it. */
  isUnlisted: boolean;
  films: number;
  /** In seconds since 1970; so is `removedAt`. null: never. */
  provenAt: number | null;
  removedAt: number | null;
  isReading: boolean;
  /** Why the last reading failed; null: it did not. */
  problem: { what: string; advice: string; detail: string } | null;
}

/** What the last form did, or why it did nothing, with the address that was sent. */
export type ListsNote =
  | { done: "added" | "there" | "back" | "renamed" | "moved" | "removed"; id: number }
  | { problem: string; url: string };

interface ListsPageProps {
  layout: LayoutView;
  /** In the order in which they are shown. */
  lists: ListView[];
  removed: ListView[];
  note: ListsNote | null;
  mostLists: number;
  longestName: number;
}

export function ListsPage(it: ListsPageProps) {
  const { layout, lists, removed, note } = it;
  const isLocked = isLockedFor(layout);
  const followed = lists.filter(({ kind }) => kind === "list");
  const problem = note !== null && "problem" in note ? note : null;
  return (
    <Layout title="Lists" place="lists" layout={layout} stays={note !== null}>
      <header class="hero">
        <h1>Lists</h1>
      </header>
      {problem === null ? null : (
        <section class="note failure" role="alert" tabindex={-1} autofocus>
          <p>{problem.problem}</p>
        </section>
      )}
      {note !== null && "done" in note ? <DoneNote {...it} note={note} /> : null}
      <RefreshNotes layout={layout} />
      <section class="import">
        <p class="lead">
          Besides the watchlists, any public list on Letterboxd can be shown here: “the 250 best”,
          or a friend’s for Halloween. It’s read right away, and after that once a week at most.
        </p>
        {isLocked ? (
          <LockedNote layout={layout} what="add or change a list" />
        ) : (
          <AddForm url={problem?.url ?? ""} />
        )}
        <p class="small">
          Up to {it.mostLists} lists with up to 2,000 films each; {followed.length} so far. Their
          films aren’t counted among those of the watchlists.
        </p>
      </section>
      <ol class="lists">
        {lists.map((list) => (
          <ListItem
            list={list}
            place={followed.indexOf(list)}
            last={followed.length - 1}
            longestName={it.longestName}
            isLocked={isLocked}
            now={layout.now}
          />
        ))}
      </ol>
      {removed.length > 0 ? <Removed lists={removed} isLocked={isLocked} now={layout.now} /> : null}
    </Layout>
  );
}

type DoneNoteProps = ListsPageProps & { note: Extract<ListsNote, { id: number }> };

/** Nothing if the address names a list that is not there. */
function DoneNote({ note, lists, removed, layout }: DoneNoteProps) {
  const list = [...lists, ...removed].find(({ id }) => id === note.id);
  if (list === undefined || list.kind === "watchlist") return null;
  return (
    <section class="note taken">
      <p>
        “{list.name}” {doneWords(note.done, list)}
      </p>
      {note.done === "removed" && list.removedAt !== null && !isLockedFor(layout) ? (
        <UndoForm list={list} words="Undo" />
      ) : null}
    </section>
  );
}

function doneWords(done: Extract<ListsNote, { id: number }>["done"], list: ListView): string {
  switch (done) {
    case "added":
      return list.isReading || list.provenAt !== null
        ? "was added."
        : "was added, and will be read as soon as possible.";
    case "there":
      return "is already on this page.";
    case "back":
      return "is back.";
    case "renamed":
      return "is its new name.";
    case "moved":
      return "was moved.";
    case "removed":
      return list.removedAt === null ? "is back." : "was removed.";
  }
}

interface ListItemProps {
  list: ListView;
  /** Among the followed lists, from 0. */
  place: number;
  last: number;
  longestName: number;
  isLocked: boolean;
  now: number;
}

function ListItem({ list, place, last, longestName, isLocked, now }: ListItemProps) {
  const isFollowed = list.kind === "list";
  return (
    <li class="list" id={`list-${list.id}`}>
      <h2 dir="auto">{isFollowed ? list.name : `${list.owner}’s watchlist`}</h2>
      <p class="small">
        {isFollowed && list.owner !== "" ? `A list by ${list.owner} · ` : null}
        <Origin list={list} />
      </p>
      <p>
        <State list={list} now={now} />
      </p>
      {list.problem === null ? null : (
        <p class="problem">
          <strong>{list.problem.what}</strong> {list.problem.advice}
          {list.problem.detail === "" ? null : <span class="detail"> {list.problem.detail}</span>}
        </p>
      )}
      {isFollowed && !isLocked ? (
        <ListForms list={list} place={place} last={last} longestName={longestName} />
      ) : null}
    </li>
  );
}

function Origin({ list: { url, isUnlisted } }: { list: ListView }) {
  if (url === null) return <a href="/import">from a file</a>;
  if (isUnlisted) return <>read through its share link</>;
  return (
    <a href={url} rel="noreferrer">
      On Letterboxd
    </a>
  );
}

function State({ list, now }: { list: ListView; now: number }) {
  const reading = list.isReading ? " It’s being read now." : "";
  if (list.provenAt === null) {
    return <>{list.isReading ? "It’s being read now." : "It hasn’t been read yet."}</>;
  }
  return (
    <>
      {filmsInWords(list.films)}, last read <Moment at={list.provenAt} now={now} />.{reading}
    </>
  );
}

interface RemovedProps {
  lists: ListView[];
  isLocked: boolean;
  now: number;
}

function Removed({ lists, isLocked, now }: RemovedProps) {
  return (
    <section class="import-last">
      <h2>Removed</h2>
      <p class="small">For sixty days, they can be brought back just as they were.</p>
      <ul class="lists">
        {lists.map((list) => (
          <li class="list" id={`list-${list.id}`}>
            <h3 dir="auto">{list.name}</h3>
            <p class="small">
              {list.owner === "" ? "A list" : `A list by ${list.owner}`}, removed{" "}
              <Moment at={list.removedAt ?? now} now={now} />
            </p>
            {isLocked ? null : <UndoForm list={list} words="Bring back" />}
          </li>
        ))}
      </ul>
    </section>
  );
}
