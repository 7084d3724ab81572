// The pictures of the posters, each a few shapes on 342 by 513. The title stands below 340, in a light
// colour, or in a dark one where a picture says that its ground is light.

export interface Ink {
  dark: string;
  light: string;
  a: string;
  b: string;
  c: string;
}

interface PictureOptions {
  ink: Ink;
  /** The title's first letter, escaped. */
  initial: string;
  /** The next number from 0 to 1. */
  random: () => number;
}

interface Picture {
  art: string;
  isLight: boolean;
}

type Draw = (options: PictureOptions) => Picture;

const FOOT = `<rect y="290" width="342" height="223" fill="url(#foot)"/>`;

function times(count: number, draw: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => draw(i)).join("");
}

function ground(colour: string): string {
  return `<rect width="342" height="513" fill="${colour}"/>`;
}

const hills: Draw = ({ ink, random }) => {
  const sun = 60 + random() * 60;
  const layers = times(4, (i) => {
    const top = 250 + i * 42;
    const [p, q, r] = [random() * 70, random() * 90, random() * 70];
    const shape = `M0 ${top + p} C80 ${top - q} 130 ${top + r} 190 ${top - 10} S300 ${top - r} 342 ${top + q / 2} V513 H0Z`;
    return `<path d="${shape}" fill="${ink.dark}" opacity="${0.35 + i * 0.21}"/>`;
  });
  const x = 90 + random() * 160;
  return {
    art: `<rect width="342" height="513" fill="url(#sky)"/><circle cx="${x}" cy="205" r="${sun}" fill="${ink.light}" opacity=".92"/>${layers}`,
    isLight: false,
  };
};

const rings: Draw = ({ ink, random }) => {
  const x = 60 + random() * 220;
  const y = 110 + random() * 120;
  const colours = [ink.a, ink.dark, ink.b, ink.dark, ink.c, ink.light];
  const circles = times(9, (i) => {
    return `<circle cx="${x}" cy="${y}" r="${300 - i * 32}" fill="${colours[i % colours.length]}"/>`;
  });
  return { art: ground(ink.dark) + circles + FOOT, isLight: false };
};

const tiles: Draw = ({ ink, random }) => {
  const colours = [ink.a, ink.b, ink.c, ink.dark];
  const art = times(12, (i) => {
    const [x, y] = [24 + (i % 3) * 98, 24 + Math.floor(i / 3) * 82];
    const first = colours[Math.floor(random() * 4)] ?? ink.a;
    const turn = Math.floor(random() * 4) * 90;
    const shapes = [
      `<path d="M0 0H98A98 82 0 0 1 0 82Z" fill="${first}"/>`,
      `<circle cx="49" cy="41" r="36" fill="${first}"/>`,
      `<path d="M0 82L98 0V82Z" fill="${first}"/>`,
      `<rect width="98" height="82" fill="${first}"/><circle cx="49" cy="41" r="20" fill="${ink.light}"/>`,
    ];
    const shape = shapes[Math.floor(random() * 4)] ?? "";
    return `<g transform="translate(${x} ${y}) rotate(${turn === 90 || turn === 270 ? turn + 90 : turn} 49 41)">${shape}</g>`;
  });
  return { art: ground(ink.light) + art, isLight: true };
};

const beams: Draw = ({ ink, random }) => {
  const x = 40 + random() * 260;
  const rays = times(12, (i) => {
    const from = (i / 12) * Math.PI * 2 + random() * 0.1;
    const to = from + Math.PI / 12;
    const point = (angle: number) =>
      `${(x + Math.cos(angle) * 700).toFixed(0)} ${(230 + Math.sin(angle) * 700).toFixed(0)}`;
    return `<path d="M${x} 230L${point(from)}L${point(to)}Z" fill="${i % 2 ? ink.a : ink.b}" opacity=".9"/>`;
  });
  const disc = `<circle cx="${x}" cy="230" r="72" fill="${ink.light}"/><circle cx="${x}" cy="230" r="58" fill="${ink.c}"/>`;
  return { art: ground(ink.c) + rays + disc + FOOT, isLight: false };
};

const skyline: Draw = ({ ink, random }) => {
  const stars = times(40, () => {
    return `<circle cx="${random() * 342}" cy="${random() * 250}" r="${0.5 + random()}" fill="${ink.light}" opacity="${0.3 + random() * 0.6}"/>`;
  });
  const moon = `<circle cx="${70 + random() * 200}" cy="${80 + random() * 60}" r="${30 + random() * 26}" fill="${ink.a}"/>`;
  const houses = times(11, (i) => {
    const [x, top] = [i * 32 - 4, 190 + random() * 130];
    const windows = times(14, (w) => {
      const isLit = random() < 0.4;
      return isLit
        ? `<rect x="${x + 7 + (w % 2) * 11}" y="${top + 12 + Math.floor(w / 2) * 16}" width="6" height="8" fill="${ink.a}"/>`
        : "";
    });
    return `<rect x="${x}" y="${top}" width="${30 + random() * 6}" height="330" fill="${ink.dark}"/>${windows}`;
  });
  return {
    art: `<rect width="342" height="513" fill="url(#sky)"/>${stars}${moon}${houses}${FOOT}`,
    isLight: false,
  };
};

const waves: Draw = ({ ink, random }) => {
  const colours = [ink.c, ink.b, ink.a];
  const shift = random() * 30;
  const rows = times(8, (row) => {
    return times(7, (i) => {
      const x = i * 64 - (row % 2) * 32 - 20 + shift;
      const y = 120 + row * 34;
      const arcs = times(4, (k) => {
        return `<circle cx="${x}" cy="${y}" r="${36 - k * 9}" fill="${k % 2 ? ink.light : (colours[(row + k) % 3] ?? ink.a)}"/>`;
      });
      return arcs;
    });
  });
  const sun = `<circle cx="${100 + random() * 140}" cy="78" r="46" fill="${ink.b}"/>`;
  return { art: ground(ink.light) + sun + rows + FOOT, isLight: false };
};

const orbits: Draw = ({ ink, random }) => {
  const stars = times(70, () => {
    return `<circle cx="${random() * 342}" cy="${random() * 513}" r="${0.4 + random() * 1.1}" fill="${ink.light}" opacity="${0.2 + random() * 0.7}"/>`;
  });
  const tilt = -30 + random() * 60;
  const paths = times(5, (i) => {
    const r = 58 + i * 30;
    const angle = random() * Math.PI * 2;
    const planet = `<circle cx="${171 + Math.cos(angle) * r}" cy="${195 + Math.sin(angle) * r * 0.42}" r="${4 + random() * 9}" fill="${[ink.a, ink.b, ink.c, ink.light][i % 4]}"/>`;
    return `<ellipse cx="171" cy="195" rx="${r}" ry="${r * 0.42}" fill="none" stroke="${ink.light}" stroke-opacity=".45"/>${planet}`;
  });
  return {
    art: `${ground(ink.dark)}${stars}<g transform="rotate(${tilt} 171 195)"><circle cx="171" cy="195" r="38" fill="${ink.a}"/>${paths}</g>`,
    isLight: false,
  };
};

const monogram: Draw = ({ ink, initial, random }) => {
  const [back, front] = random() < 0.5 ? [ink.a, ink.dark] : [ink.light, ink.b];
  const art = `<text x="171" y="345" text-anchor="middle" font-family="Didot, 'Bodoni MT', Georgia, 'Liberation Serif', serif" font-weight="700" font-size="440" fill="${front}">${initial}</text>`;
  const ring = `<circle cx="${90 + random() * 170}" cy="${120 + random() * 110}" r="${30 + random() * 40}" fill="${ink.c}" opacity=".85"/>`;
  return {
    art: `${ground(back)}${art}${ring}<rect y="352" width="342" height="161" fill="${back}"/>`,
    isLight: true,
  };
};

const corridor: Draw = ({ ink, random }) => {
  const x = 120 + random() * 100;
  const colours = [ink.dark, ink.c, ink.b, ink.a];
  const frames = times(9, (i) => {
    const part = i / 9;
    const [left, top] = [x * part, 190 * part];
    const [width, height] = [342 * (1 - part), 470 * (1 - part)];
    return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${i === 8 ? ink.light : colours[i % 4]}"/>`;
  });
  const figure = `<path d="M${x + 1} 212a5 5 0 1 1 10 0 5 5 0 1 1-10 0m-2 36l3-24q4-6 8 0l3 24z" fill="${ink.dark}"/>`;
  return { art: ground(ink.dark) + frames + figure + FOOT, isLight: false };
};

const eye: Draw = ({ ink, random }) => {
  const look = -34 + random() * 68;
  const lashes = times(11, (i) => {
    const angle = Math.PI * (1.14 + i * 0.072);
    const point = (r: number) =>
      `${171 + Math.cos(angle) * r * 1.25} ${215 + Math.sin(angle) * r * 0.9}`;
    return `<path d="M${point(112)}L${point(150)}" stroke="${ink.dark}" stroke-width="5" stroke-linecap="round"/>`;
  });
  const white = `<path d="M21 205Q171 55 321 205Q171 335 21 205Z" fill="${ink.light}" stroke="${ink.dark}" stroke-width="6"/>`;
  const iris = `<circle cx="${171 + look}" cy="200" r="58" fill="${ink.b}"/><circle cx="${171 + look}" cy="200" r="27" fill="${ink.dark}"/><circle cx="${188 + look}" cy="181" r="11" fill="${ink.light}"/>`;
  return { art: ground(ink.a) + lashes + white + iris + FOOT, isLight: false };
};

const lines: Draw = ({ ink, random }) => {
  const [x, y, r] = [171 + (random() - 0.5) * 90, 190, 96];
  const strokes = times(40, (i) => {
    const height = 20 + i * 9;
    const half = Math.sqrt(Math.max(0, r * r - (height - y) ** 2));
    if (half === 0) return `<path d="M20 ${height}H322"/>`;
    return `<path d="M20 ${height}H${x - half}C${x - half / 2} ${height - half * 0.5} ${x + half / 2} ${height + half * 0.5} ${x + half} ${height}H322"/>`;
  });
  return {
    art: `${ground(ink.light)}<circle cx="${x}" cy="${y}" r="${r}" fill="${ink.b}"/><g fill="none" stroke="${ink.dark}" stroke-width="3">${strokes}</g><rect y="362" width="342" height="151" fill="${ink.light}"/>`,
    isLight: true,
  };
};

const forest: Draw = ({ ink, random }) => {
  const moon = `<circle cx="${70 + random() * 200}" cy="${90 + random() * 60}" r="44" fill="${ink.light}" opacity=".95"/>`;
  const trunks = times(24, (i) => {
    const near = i / 24;
    const [x, width] = [random() * 342, 4 + near * 16];
    return `<path d="M${x} 0h${width}l${width / 3} 513h-${width * 1.6}z" fill="${ink.dark}" opacity="${0.2 + near * 0.75}"/>`;
  });
  return {
    art: `<rect width="342" height="513" fill="url(#sky)"/>${moon}${trunks}${FOOT}`,
    isLight: false,
  };
};

const dots: Draw = ({ ink, random }) => {
  const [x, y] = [random() * 342, 60 + random() * 240];
  const art = times(17 * 22, (i) => {
    const [cx, cy] = [12 + (i % 17) * 20, 12 + Math.floor(i / 17) * 17];
    const distance = Math.hypot(cx - x, cy - y);
    const r = Math.max(0, 10.5 - distance / 26);
    return r < 0.6 ? "" : `<circle cx="${cx}" cy="${cy}" r="${r.toFixed(1)}"/>`;
  });
  return {
    art: `${ground(ink.b)}<g fill="${ink.dark}">${art}</g><circle cx="${x}" cy="${y}" r="34" fill="${ink.light}"/>${FOOT}`,
    isLight: false,
  };
};

export const PICTURES: [Draw, ...Draw[]] = [
  ...([hills, rings, tiles, beams, skyline, waves, orbits] as const),
  ...([monogram, corridor, eye, lines, forest, dots] as const),
];
