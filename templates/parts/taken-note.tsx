// What became of the file that was sent: what was taken of it, what could not be read, and what else is in it.

import type { Child } from "hono/jsx";
import { count, films as filmsInWords } from "./words.ts";

interface FilmName {
  title: string;
  year: number | null;
}

export interface RowErrors {
  rowErrors: { line: number; message: string; imported: boolean }[];
  rowErrorsNotShown: number;
}

interface ListCounts {
  films: number;
  added: number;
  removed: number;
  unreadable: number;
}

interface TakenList extends ListCounts {
  name: string;
}

export interface Taken extends RowErrors {
  fileName: string;
  member: string | null;
  watchlist: {
    films: number;
    added: FilmName[];
    removed: FilmName[];
    stillLive: FilmName[];
  } | null;
  seen: TakenList | null;
  lists: TakenList[];
  notTaken: { watchlist: number; seen: number; lists: number };
  refused: { name: string; why: string }[];
}

interface TakenNoteProps extends Taken {
  /** There are several members, so that it has to be said whose file it was. */
  namesMember: boolean;
  /** How to undo it. */
  children: Child;
}

export function TakenNote({ namesMember, children, ...it }: TakenNoteProps) {
  const { watchlist, seen, lists } = it;
  const others = notTakenInWords(it.notTaken);
  return (
    <section class="note taken">
      <h2>{titleOf(it)}</h2>
      <p>
        From {it.fileName}
        {namesMember && it.member !== null ? `, for ${it.member}` : null}.{" "}
        {watchlist === null && lists.length === 0
          ? "Films you’ve seen aren’t looked up."
          : "Where they can be watched is being looked up now, unless it was looked up today."}
      </p>
      {watchlist === null ? null : (
        <>
          <Names films={watchlist.added} words="new on the list" />
          <Names films={watchlist.removed} words="gone from the list" />
          <Names
            films={watchlist.stillLive}
            words="no longer in the export, but still on your Letterboxd watchlist"
          />
        </>
      )}
      {seen === null && lists.length === 0 ? null : (
        <ul>
          {seen === null ? null : <li>Films seen: {countsInWords(seen)}</li>}
          {lists.map((list) => (
            <li>
              {list.name}: {countsInWords(list)}
            </li>
          ))}
        </ul>
      )}
      <RefusedFiles {...it} />
      <RowErrorList {...it} />
      {others === "" ? null : <p>Also in the file, but not imported: {others}.</p>}
      <div class="taken-buttons">
        <a class="button accent" href="/">
          See the films
        </a>
        {children}
      </div>
    </section>
  );
}

function titleOf({ watchlist, seen, lists }: Taken): string {
  if (watchlist !== null) return `${filmsInWords(watchlist.films)} imported`;
  if (lists.length > 0) return `${listsInWords(lists.length)} imported`;
  return `${filmsInWords(seen?.films ?? 0)} imported as seen`;
}

function listsInWords(lists: number): string {
  return lists === 1 ? "1 list" : `${count(lists)} lists`;
}

export function countsInWords({ films, added, removed, unreadable }: ListCounts) {
  const counts = `${filmsInWords(films)}, ${count(added)} new, ${count(removed)} gone`;
  return unreadable === 0 ? counts : `${counts}; rows that couldn’t be read: ${count(unreadable)}`;
}

export function notTakenInWords({ watchlist, seen, lists }: Taken["notTaken"]): string {
  const parts = [
    watchlist > 0 ? "the watchlist" : "",
    seen > 0 ? "the films seen" : "",
    lists > 0 ? listsInWords(lists) : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function RefusedFiles({ refused }: Pick<Taken, "refused">) {
  if (refused.length === 0) return null;
  return (
    <details open>
      <summary>
        {refused.length === 1 ? "1 file" : `${count(refused.length)} files`} not imported
      </summary>
      <ul>
        {refused.map(({ name, why }) => (
          <li>
            {name}: {why}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Names({ films, words }: { films: FilmName[]; words: string }) {
  if (films.length === 0) return null;
  return (
    <details open={films.length <= 10}>
      <summary>
        {filmsInWords(films.length)} {words}
      </summary>
      <ul>
        {films.map(({ title, year }) => (
          <li>
            {title}
            {year === null ? null : ` (${year})`}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function RowErrorList({ rowErrors, rowErrorsNotShown }: RowErrors) {
  if (rowErrors.length === 0) return null;
  return (
    <details open>
      <summary>{rowErrorWords(rowErrors.length + rowErrorsNotShown)}</summary>
      <ul>
        {rowErrors.map(({ line, message }) => (
          <li>
            Line {line}: {message}
          </li>
        ))}
        {rowErrorsNotShown > 0 ? <li>And {count(rowErrorsNotShown)} more.</li> : null}
      </ul>
    </details>
  );
}

function rowErrorWords(rows: number): string {
  return rows === 1 ? "1 row has a problem" : `${count(rows)} rows have problems`;
}
