// From what a person wrote to a value, or to a sentence that helps: what every setting's reader answers.
// Such a sentence is shown on pages and in logs, so it repeats what was written only through `quote`.

export type Understood<T> = { ok: true; value: T } | { ok: false; message: string };

export function understood<T>(value: T): Understood<T> {
  return { ok: true, value };
}

export function invalid(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

/** Whether it contains a TMDB key, whole or in part: keys end up in the wrong line now and then. */
export function holdsKey(text: string): boolean {
  return /[0-9a-f]{24}|eyJ[\w-]{8}/i.test(text);
}

/** What was written, for a message; never a key, the password in an address, or a whole paragraph. */
export function quote(text: string): string {
  const mayHoldPassword = /[^\s@]@/.test(text);
  return holdsKey(text) || mayHoldPassword || text.length > 60 ? "what is set" : `"${text}"`;
}
