// Who made a film, in the wire form of TMDB's credits: everybody with all their fields, and the director somewhere in
// between, beside people whose job only sounds like it. Whoever is not named in films/people.ts is invented.

import type { TmdbTitle } from "../film.ts";
import { codeFrom, hash, pick } from "../hash.ts";

const FIRST = ["Ada", "Bela", "Chidi", "Dolores", "Emre", "Freya", "Gizem", "Hiro"] as const;
const LAST = ["Lindqvist", "Okafor", "Marchetti", "Árnadóttir", "Novák", "Tanaka"] as const;

/** Of a film that films/people.ts does not have. */
export function directorOf({ key }: Pick<TmdbTitle, "key">): string {
  const seed = `director ${key.type}/${key.id}`;
  return `${pick(FIRST, seed)} ${pick(LAST, `${seed} last`)}`;
}

/** `people`: how many others; a film of many has some hundreds, which makes 100 kB and more. */
export function crewAnswer(film: TmdbTitle, people = 40) {
  const others = Array.from({ length: people }, (_, i) => i);
  const half = Math.floor(people / 2);
  const crew = others
    .slice(half)
    .map((i) => person(film, i, { department: "Directing", job: "Second Unit Director" }));
  // Television has directors of its episodes only, and those are not in here.
  const directors = film.key.type === "tv" ? [] : film.people.directors;
  const directs = directors.map((name, i) =>
    person(film, people + i, {
      name,
      original_name: name,
      department: "Directing",
      job: "Director",
    }),
  );
  crew.splice(Math.floor(crew.length / 2), 0, ...directs);
  const extras = others.slice(0, half).map((i) => person(film, i, {}).name);
  const cast = [...film.people.cast, ...extras].map((name, i) => {
    const character = `Somebody {${i}} says "job":"Director"`;
    return person(film, i, { name, original_name: name, cast_id: i, character, order: i });
  });
  return { id: film.key.id, cast, crew };
}

function person(film: TmdbTitle, i: number, more: object) {
  const seed = `person ${film.key.id} ${i}`;
  const name = `${pick(FIRST, seed)} Extra ${i}`;
  return {
    adult: false,
    gender: hash(seed) % 3,
    id: 1 + (hash(seed) % 4_000_000),
    known_for_department: "Directing",
    name,
    original_name: name,
    popularity: (hash(seed) % 9000) / 1000,
    profile_path: `/${codeFrom(seed, 27)}.jpg`,
    credit_id: codeFrom(`credit ${seed}`, 24),
    ...more,
  };
}
