// What SQLite and the file system say when a database cannot be read or written, in words for the owner.

import { codeOf } from "./cannot-start.ts";

/** By SQLite's result codes, https://sqlite.org/rescode.html. */
const BY_RESULT_CODE: Record<number, string> = {
  5: "another program is using it",
  6: "another program is using it",
  8: "this user may not write it",
  10: "the disk cannot be written: it is full, or it has failed",
  11: "its pages do not fit together",
  13: "the disk is full",
  14: "this user may not open it, or may not write to its folder",
  26: "it is not an SQLite database",
};

/** Of the many ways in which input and output can fail (10), the two that are not about writing. */
const READING_FAILED = new Set([10 | (1 << 8), 10 | (2 << 8)]);

const BY_SYSTEM_CODE: Record<string, string> = {
  ENOSPC: "the disk is full",
  EDQUOT: "this user's share of the disk is used up",
  EFBIG: "it would be larger than this user's files may be",
  EIO: "the disk failed while it was read or written",
  EROFS: "the disk is mounted read-only",
  EACCES: "this user may not read it, or may not write to its folder",
  EPERM: "this user may not read it, or may not write to its folder",
  EISDIR: "it is a folder",
};

/** Why a database could not be read or written. null: the error is not about that, so it is a defect of ours. */
export function explainTrouble(error: unknown): string | null {
  const system = BY_SYSTEM_CODE[codeOf(error)];
  if (system !== undefined) return system;
  const code = resultCodeOf(error);
  if (code === null) return null;
  return READING_FAILED.has(code)
    ? "the disk failed while it was read"
    : (BY_RESULT_CODE[code & 0xff] ?? null);
}

/** The file itself is bad: no other user and no emptier disk would help. */
export function isDamage(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code !== null && [11, 26].includes(code & 0xff);
}

/** The lowest byte is the result code proper; those above it say more. */
function resultCodeOf(error: unknown): number | null {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) : null;
}
