// The closed list of why a file is not taken. A rejection changes nothing, and says what was expected and
// where to find it: in words, because a link to Letterboxd opens its app on a phone, which has no export.

/** Each with the status of the answer. */
const REJECTIONS = {
  "no-file": 400, // the form came without one
  "broken-off": 400, // the other side hung up while it was sending
  "too-slow": 408,
  "looks-watched": 409, // a list of films seen, by its name: imported when the owner says so
  "which-member": 409, // several are configured, and nothing says whose file it is
  "too-many-unreadable": 409, // more than a tenth of its rows: imported when the owner says so
  "too-large": 413, // as it came
  "unpacks-too-large": 413, // a ZIP bomb, or no export of Letterboxd's
  "too-many-lines": 413,
  "too-many-films": 413,
  "too-many-at-once": 429,
  "unknown-field": 400, // what to take, or whose it is, in words that are not ours
  "not-a-form": 415, // the body is no multipart/form-data
  "not-text": 415, // a picture, a PDF, another encoding than UTF-8
  "broken-zip": 422, // cut short, damaged, protected by a password
  "no-watchlist": 422, // a ZIP without watchlist.csv
  "nothing-taken": 422, // nothing of what was asked for is in it, or could be read
  "other-csv": 422, // ratings, diary, a custom list, a CSV of something else
  empty: 422,
  "no-films": 422, // the right columns, and not one good row
} as const;

export type RejectionKind = keyof typeof REJECTIONS;
type RefusalStatus = (typeof REJECTIONS)[RejectionKind];

interface Rejection {
  kind: RejectionKind;
  status: RefusalStatus;
  /** What was seen, in one sentence. */
  message: string;
  /** Where rows were counted: all of them, and those that could not be read. */
  counts: RowCounts | null;
}

interface RowCounts {
  rows: number;
  unreadable: number;
}

export interface Rejected {
  ok: false;
  rejection: Rejection;
}

export function rejected(
  kind: RejectionKind,
  message: string,
  counts: RowCounts | null = null,
): Rejected {
  return { ok: false, rejection: { kind, status: REJECTIONS[kind], message, counts } };
}

export const WHAT_IS_EXPECTED =
  "What’s needed is your own Letterboxd export: the ZIP just as it is, or the watchlist.csv in it.";

export const WHERE_TO_FIND_IT =
  "You can get it in a browser (Letterboxd’s app doesn’t offer it): Settings → Data → Export your data, at letterboxd.com/settings/data/";
