// Posters of our own drawing, so that the demo looks like a shelf of films. A film's key decides its colours,
// its picture and its letters; the same film always gets the same poster.

import type { TmdbTitle } from "../film.ts";
import { hash, pick } from "../hash.ts";
import { escapeXml } from "./logos.ts";
import { LETTERINGS, setTitle } from "./lettering.ts";
import type { Ink } from "./pictures.ts";
import { PICTURES } from "./pictures.ts";

/** Dark, light, and three colours that go with both. */
const INKS: [Ink, ...Ink[]] = [
  { dark: "#14213d", light: "#f4efe6", a: "#fca311", b: "#c8553d", c: "#588b8b" },
  { dark: "#2b2d42", light: "#edf2f4", a: "#ef233c", b: "#8d99ae", c: "#f7b267" },
  { dark: "#3d0c11", light: "#f8ede3", a: "#d72638", b: "#f49d37", c: "#7d1128" },
  { dark: "#0b3c49", light: "#fff7e8", a: "#e0a458", b: "#419d78", c: "#c04abc" },
  { dark: "#10002b", light: "#f3e9ff", a: "#c77dff", b: "#ff6d00", c: "#5a189a" },
  { dark: "#132a13", light: "#f5f3df", a: "#90a955", b: "#ecf39e", c: "#bc6c25" },
  { dark: "#1d1e2c", light: "#f7ebec", a: "#ac9fbb", b: "#59656f", c: "#ddbdd5" },
  { dark: "#03071e", light: "#fff3d6", a: "#faa307", b: "#d00000", c: "#6a040f" },
  { dark: "#001d3d", light: "#f1faee", a: "#ffc300", b: "#457b9d", c: "#e63946" },
  { dark: "#33202a", light: "#fdf0e1", a: "#ff9b85", b: "#60d394", c: "#aaf683" },
  { dark: "#22223b", light: "#f2e9e4", a: "#c9ada7", b: "#9a8c98", c: "#4a4e69" },
  { dark: "#0d1b2a", light: "#e0e1dd", a: "#e07a5f", b: "#81b29a", c: "#f2cc8f" },
  { dark: "#2a0800", light: "#ffe6c7", a: "#ff6000", b: "#ffa559", c: "#454545" },
  { dark: "#0a2e36", light: "#f0fff1", a: "#80cfa9", b: "#38a3a5", c: "#22577a" },
  { dark: "#2d1e2f", light: "#fbf5f3", a: "#e28413", b: "#c42847", c: "#de3c4b" },
];

const WIDTH = 342;
const HEIGHT = 513;

export function drawPoster(film: TmdbTitle, width: number): string {
  const seed = `${film.key.type}/${film.key.id} ${film.title}`;
  const ink = pick(INKS, `ink ${seed}`);
  const picture = pick(PICTURES, `picture ${seed}`);
  const lettering = pick(LETTERINGS, `letters ${seed}`);
  const [initial = "?"] = /[\p{L}\p{N}]/u.exec(film.title.replace(/^(The|A|An) /, "")) ?? [];
  const { art, isLight } = picture({ ink, initial: escapeXml(initial), random: randomFrom(seed) });
  const title = setTitle({
    title: film.title,
    small: smallPrint(film),
    lettering,
    colour: isLight ? ink.dark : ink.light,
    accent: isLight ? ink.c : ink.a,
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.round((width * HEIGHT) / WIDTH)}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
<title>${escapeXml(film.title)}</title>
<defs>
<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${ink.dark}"/><stop offset=".62" stop-color="${ink.c}"/><stop offset="1" stop-color="${ink.a}"/></linearGradient>
<linearGradient id="foot" x2="0" y2="1"><stop stop-color="${ink.dark}" stop-opacity="0"/><stop offset=".55" stop-color="${ink.dark}" stop-opacity=".92"/><stop offset="1" stop-color="${ink.dark}"/></linearGradient>
<radialGradient id="edge" r=".8"><stop offset=".6" stop-opacity="0"/><stop offset="1" stop-opacity=".32"/></radialGradient>
<clipPath id="page"><rect width="${WIDTH}" height="${HEIGHT}"/></clipPath>
</defs>
<g clip-path="url(#page)">${art}<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#edge)"/>${title}</g>
</svg>`;
}

function smallPrint(film: TmdbTitle): string {
  const parts = [film.releaseDate.slice(0, 4)];
  if (film.originalTitle !== film.title) parts.push(film.originalTitle);
  return parts.filter((part) => part !== "").join("  ·  ");
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(seed: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    return hash(`${seed} ${count}`) / 0x1_0000_0000;
  };
}
