// What every page is given to show around what it is about.

export interface LayoutView {
  /** Seconds since 1970. */
  now: number;
  /** When the last refresh that brought answers ended; null: none has yet. */
  updatedAt: number | null;
  /** When the list was last read at Letterboxd to the end; null: never, or no member is configured. */
  listAt: number | null;
  /** When most of the offers were asked for; null: never. */
  offersAt: number | null;
  /** What the last refresh changed on the list, while that is news; none of both is news to whoever pressed. */
  changed: { added: number; removed: number } | null;
  nextAt: number | null;
  /** The refresh that is under way. */
  running: RunningView | null;
  /** The button rests until then, seconds since 1970; null: it may be pressed. */
  restUntil: number | null;
  /** Why the last refresh did not do all it should. */
  failure: FailureView | null;
  /** What else the owner should know, in sentences. */
  notices: NoticeView[];
  /** Whose watchlists are read; none: films come by files only. */
  members: readonly string[];
  /** The country's name, in English. */
  country: string;
  sampleData: boolean;
  atHome: boolean;
  imageOrigin: string;
  letterboxdOrigin: string;
  assets: AssetsView;
}

/** Addresses, which change with what is behind them. */
interface AssetsView {
  css: string;
  /** The script; `modules` are all its parts. */
  js: string;
  modules: string[];
}

export interface NoticeView {
  text: string;
  /** Where more about it stands. */
  link?: { href: string; words: string };
}

export interface RunningView {
  state: "reading" | "looking-up";
  /** Seconds since 1970. */
  startedAt: number;
  pagesRead: number;
  /** null: not known yet. */
  pagesTotal: number | null;
  filmsDone: number;
  filmsTotal: number;
  added: number;
  removed: number;
  /** Until the end, as far as can be said; null: not yet. */
  secondsLeft: number | null;
  /** In words, why it waits; null: it does not. */
  waiting: string | null;
}

export interface FailureView {
  message: string;
  advice: string;
  /** What exactly was seen. */
  detail: string;
  /** The member's own export is a way round it. */
  exportHelps: boolean;
  /** Seconds since 1970. */
  at: number;
}
