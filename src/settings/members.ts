// LETTERBOXD_USERNAME: the names of one member or of several, with commas between them, each in any form that
// username.ts understands.

import { invalid, understood, type Understood } from "./reading.ts";
import { readUsername } from "./username.ts";

const MOST_MEMBERS = 6;

const SEVERAL = " Separate several names with commas: ann,bob.";

export interface Members {
  /** In lower case, each once; empty: nobody is named. */
  names: string[];
  /** What was passed over, in words for the owner. */
  notes: string[];
}

export function readMembers(text: string): Understood<Members> {
  const written = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const names: string[] = [];
  const notes: string[] = [];
  for (const part of written) {
    const reading = readUsername(part);
    if (!reading.ok) return /\s/.test(part) ? invalid(reading.message + SEVERAL) : reading;
    if (!names.includes(reading.value)) names.push(reading.value);
    else notes.push(`LETTERBOXD_USERNAME names ${reading.value} twice: once is enough`);
  }
  if (names.length > MOST_MEMBERS) {
    return invalid(
      `${names.length} names are too many: up to ${MOST_MEMBERS} watchlists are read.`,
    );
  }
  return understood({ names, notes });
}
