// What the queues carry. A message is a wake-up and never the only place where something is known.

/**
 * Queue "pages": the next thing is to be asked of Letterboxd. `step` names it as the sender saw it (`list 1, round 1,
 * page 2`, or `film 17`); a message whose step the refresh has passed is dropped, so a message delivered twice does
 * not start a second chain. So is one of an older version, whose steps had other names.
 */
export interface PagesMessage {
  refreshId: number;
  step: string;
}

/** Queue "lookups": up to five films are to be looked up at TMDB. */
export interface LookupsMessage {
  refreshId: number;
  lookupId: number;
}
