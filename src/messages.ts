// What the queues carry. A message is a wake-up and never the only place where something is known.

/** Queue "pages": somebody is to be asked at Letterboxd; the database knows what. */
export interface PagesMessage {
  refreshId: number;
}

/** Queue "lookups": up to five films are to be looked up at TMDB. */
export interface LookupsMessage {
  refreshId: number;
  lookupId: number;
}
