// What the queues carry. A message only wakes a step: everything it names is in the database as well.

/**
 * Queue "pages": it is time for the next request to Letterboxd. `step` names that request as the sender saw it (`list
 * 1, round 1, page 2`, or `film 17`). A message whose step the refresh has already passed is dropped, so that a
 * message delivered twice does not start a second chain. A message of an older version is dropped too: its steps had
 * other names.
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
