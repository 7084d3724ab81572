// The list's own face: its films by decade, genre and length, and since when they have been waiting. Each row leads to
// the view that it counts.

import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { Film } from "../../src/list/filter.ts";
import type { Group, ListFace } from "../../src/list/list-face.ts";
import type { WorthContext } from "../pages/worth.tsx";
import { bar } from "./bars.ts";
import { count, decadeWords, films, runtimeWords } from "./words.ts";
import { filmLink, Key } from "./worth-tables.tsx";

interface FaceProps {
  face: ListFace;
  oldest: readonly Film[];
  context: WorthContext;
}

const GENRES_SHOWN = 12;

export function Face({ face, oldest, context }: FaceProps) {
  const { decades, genres, lengths, waiting, withoutDate } = face;
  return (
    <section class="worth-part">
      <h2>A look at the list</h2>
      <p class="small">
        <Key name="bar-part" /> on my services <Key name="bar-all" /> all the others
      </p>
      <div class="faces">
        <Groups title="By decade" groups={decades} words={decadeWords} context={context} />
        <Groups
          title="By genre"
          groups={genres.slice(0, GENRES_SHOWN)}
          words={(genre) => genre}
          context={context}
        />
        <Groups
          title="By length"
          groups={lengths}
          words={(minutes) => `Up to ${runtimeWords(minutes)}`}
          context={context}
        />
        <Groups
          title="On the list since"
          groups={waiting}
          words={(year) => `${year}`}
          context={context}
        >
          {withoutDate > 0 ? (
            <p class="small">
              For {films(withoutDate)} this isn’t known:{" "}
              {withoutDate === 1 ? "it was" : "they were"} already there when the list was first
              read. Your export has {withoutDate === 1 ? "its date" : "their dates"}.
            </p>
          ) : null}
        </Groups>
      </div>
      <Oldest films={oldest} context={context} />
    </section>
  );
}

interface GroupsProps<Key> {
  title: string;
  groups: readonly Group<Key>[];
  words: (key: Key) => string;
  context: WorthContext;
  children?: Child;
}

function Groups<Key>({ title, groups, words, context, children }: GroupsProps<Key>) {
  const most = Math.max(0, ...groups.map((group) => group.films));
  return (
    <div>
      <table class="worths">
        <caption class="sr">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">films</th>
            <th scope="col">mine</th>
          </tr>
        </thead>
        <tbody>
          {
            groups.map(
              ({ key, films: all, mine, only }) =>
                html`<tr>
                  <th scope="row">
                    <a href="${context.address(only)}" dir="auto">${words(key)}</a
                    >${bar(all, mine, most)}
                  </th>
                  <td>${count(all)}</td>
                  <td class="soft">${count(mine)}</td>
                </tr>`,
            ) as Child
          }
        </tbody>
      </table>
      {children}
    </div>
  );
}

function Oldest({ films: oldest, context }: { films: readonly Film[]; context: WorthContext }) {
  if (oldest.length === 0) return null;
  return (
    <div>
      <h3>Longest on the list, and watchable tonight</h3>
      <ol class="oldest">
        {oldest.map((film) => (
          <li>{filmLink(film, context) as Child}</li>
        ))}
      </ol>
      {context.isSameMine ? (
        <a href={context.address({ availability: "mine", order: "first-added" })}>
          All that I have, longest on the list first
        </a>
      ) : null}
    </div>
  );
}
