// What SQLite and the file system say when a database cannot be read or written, in words for the owner.

import { codeOf } from "./cannot-start.ts";

/** By SQLite's result codes, https://sqlite.org/rescode.html. */
const BY_RESULT_CODE: Record<number, string> = {
  5: "another program is using it",
  6: "another program is using it",
  8: "this user may not write it",
  10: "the disk failed while it was read or written",
  11: "it is damaged",
  13: "the disk is full",
  14: "this user may not open it, or may not write to its folder",
  26: "it is not an SQLite database",
};

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
  return code === null ? null : (BY_RESULT_CODE[code] ?? null);
}

function resultCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error)) return null;
  // The upper bytes say more than is needed here.
  return Number(error.errcode) & 0xff;
}
