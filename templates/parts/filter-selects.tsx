// The filters of which one option is chosen: seen or not, runtime, decade.

import { FILM_TYPES, SEEN, type Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import { count, decadeWords, runtimeWords, SEEN_WORDS, TYPE_WORDS } from "./words.ts";

interface SelectsProps {
  query: Query;
  view: View;
}

export function Selects({ query, view }: SelectsProps) {
  const { counts, whole } = view;
  const decades = [...whole.counts.decades.keys()].toSorted((one, other) => other - one);
  const limits = [...counts.minutes.keys()].toSorted((one, other) => one - other);
  return (
    <div class="selects">
      {view.seen !== "any" || counts.seen.yes > 0 ? (
        <label>
          <span>Seen</span>
          <select name="seen">
            {SEEN.map((seen) => (
              <option value={seen === view.usualSeen ? "" : seen} selected={seen === view.seen}>
                {SEEN_WORDS[seen]} ({count(counts.seen[seen])})
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {whole.counts.types.series > 0 || query.type !== null ? (
        <label>
          <span>Type</span>
          <select name="type">
            <option value="">Films and series</option>
            {FILM_TYPES.map((type) => (
              <option value={type} selected={type === query.type}>
                {TYPE_WORDS[type]} ({count(counts.types[type])})
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label>
        <span>Runtime</span>
        <select name="minutes">
          <option value="">Any</option>
          {limits.map((minutes) => (
            <option value={`${minutes}`} selected={minutes === query.minutes}>
              Up to {runtimeWords(minutes)} ({count(counts.minutes.get(minutes) ?? 0)})
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Decade</span>
        <select name="decade">
          <option value="">Any</option>
          {decades.map((decade) => (
            <option value={`${decade}`} selected={decade === query.decade}>
              {decadeWords(decade)} ({count(counts.decades.get(decade) ?? 0)})
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
