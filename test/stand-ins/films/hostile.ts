// Films with names that somebody might once have, and that must harm neither a page, nor a query, nor a
// spreadsheet. No site has them; the demo shows them when asked to.

import type { StandInFilm } from "../film.ts";
import { filmOf } from "../film.ts";

const TITLES = [
  "<script>alert(1)</script>",
  `"><img src=x onerror="alert('title')">`,
  "Robert'); DROP TABLE films;--",
  `He said "Don't" & left`,
  "An Endlessly Long Title ".repeat(13).trim().slice(0, 300),
  "Donaudampfschifffahrtsgesellschaftskapitän".repeat(5),
  "باب الحديد",
  "\u202Eeltit desrever A",
  "🦄",
  "👩‍👩‍👧‍👦 The Family 🏳️‍🌈",
  "=cmd|'/C calc'!A0",
  "+SUM(1,2)",
  "&amp; &lt;b&gt; ${1+1} {{7*7}} %s %00",
  "Z̸͔̈a̷͎͝l̵̰̇g̶̱̈o̶͕͐",
  "(2019)",
  "1984 (1984)",
];

export const hostileFilms: StandInFilm[] = TITLES.map((title, i) =>
  filmOf({
    title,
    year: i % 4 === 3 ? null : 2000 + i,
    slug: `hostile-${i + 1}`,
    tmdb: { overview: `An overview like its title: ${title}`, originalTitle: title },
  }),
);
