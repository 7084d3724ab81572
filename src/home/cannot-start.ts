// Why the home program cannot run, in words for its owner, who can do something about it. Anything else
// that is thrown is a defect of ours and shows its stack.

export class CannotStart extends Error {}

/** The code of a system call's error, such as EACCES; "" where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
