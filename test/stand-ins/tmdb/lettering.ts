// Sets a title on the lower part of a poster: as large as it will go, in one of several letterings.

import { escapeXml } from "./logos.ts";

interface Lettering {
  family: string;
  weight: number;
  isUpperCase: boolean;
  isCentred: boolean;
  /** Mean width of a letter in ems, a cautious guess: nobody knows which fonts there are. */
  em: number;
  spacing: number;
}

export const LETTERINGS: [Lettering, ...Lettering[]] = [
  {
    family: "Futura, 'Avenir Next', Montserrat, 'Century Gothic', sans-serif",
    weight: 700,
    isUpperCase: true,
    isCentred: false,
    em: 0.74,
    spacing: 0.5,
  },
  {
    family: "Didot, 'Bodoni MT', 'Playfair Display', Georgia, 'Liberation Serif', serif",
    weight: 400,
    isUpperCase: false,
    isCentred: true,
    em: 0.53,
    spacing: 0,
  },
  {
    family: "'Helvetica Neue', Helvetica, Arial, sans-serif",
    weight: 800,
    isUpperCase: false,
    isCentred: false,
    em: 0.6,
    spacing: -1.2,
  },
  {
    family: "Optima, 'Gill Sans', 'Trebuchet MS', sans-serif",
    weight: 400,
    isUpperCase: true,
    isCentred: true,
    em: 0.78,
    spacing: 3,
  },
  {
    family: "Palatino, 'Book Antiqua', Georgia, 'Liberation Serif', serif",
    weight: 700,
    isUpperCase: false,
    isCentred: false,
    em: 0.56,
    spacing: -0.4,
  },
];

const LEFT = 24;
const ROOM = 294;
const LOWEST = 468;
const MOST_HEIGHT = 120;
const LARGEST = 58;
const SMALLEST = 15;

export interface TitleSetting {
  title: string;
  /** One line of small letters below. */
  small: string;
  lettering: Lettering;
  colour: string;
  accent: string;
}

export function setTitle({ title, small, lettering, colour, accent }: TitleSetting): string {
  const { family, weight, spacing, isCentred } = lettering;
  const { size, lines } = fit(lettering.isUpperCase ? title.toUpperCase() : title, lettering);
  const x = isCentred ? LEFT + ROOM / 2 : LEFT;
  const anchor = isCentred ? "middle" : "start";
  const step = size * 1.04;
  const rows = lines.map((line, i) => {
    const y = LOWEST - (lines.length - 1 - i) * step;
    return `<text x="${x}" y="${y.toFixed(1)}" font-size="${size}" letter-spacing="${spacing}">${escapeXml(line)}</text>`;
  });
  const ruleX = isCentred ? x - 17 : x;
  const ruleY = LOWEST - lines.length * step - 4;
  return `<g font-family="${family}" font-weight="${weight}" text-anchor="${anchor}" fill="${colour}">
<rect x="${ruleX}" y="${ruleY.toFixed(1)}" width="34" height="4" fill="${accent}"/>${rows.join("")}
<text x="${x}" y="491" font-size="11" font-weight="400" letter-spacing="1.5" opacity=".85">${escapeXml(short(small))}</text></g>`;
}

function short(text: string): string {
  return text.length > 38 ? `${text.slice(0, 37)}…` : text;
}

function fit(title: string, { em, spacing }: Lettering): { size: number; lines: string[] } {
  for (let size = LARGEST; size > SMALLEST; size -= 2) {
    const lines = wrap(title, Math.floor(ROOM / (size * em + spacing)));
    if (lines !== null && lines.length * size * 1.04 <= MOST_HEIGHT) return { size, lines };
  }
  const letters = Math.floor(ROOM / (SMALLEST * em + spacing));
  const lines = wrap(title, letters) ?? title.match(new RegExp(`.{1,${letters}}`, "gsu")) ?? [];
  return { size: SMALLEST, lines: lines.slice(0, 6) };
}

/** Lines of at most so many letters; null if a word is longer. */
function wrap(title: string, letters: number): string[] | null {
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    if (word.length > letters) return null;
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && longer.length <= letters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
