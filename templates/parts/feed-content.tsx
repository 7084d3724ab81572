// What a feed says of an arrival, as HTML for a reader that shows no style of ours. Nothing here may change later: some
// readers show an entry anew whenever its text does.

import type { OfferKind } from "../../src/film.ts";

interface FeedContentProps {
  title: string;
  year: number | null;
  service: string;
  kind: OfferKind;
  /** How many films came at once. */
  films: number;
  /** The poster's whole address; null: there is none. */
  image: string | null;
  /** In seconds since 1970. */
  at: number;
}

export function FeedContent(it: FeedContentProps) {
  return (
    <>
      {it.image === null ? null : (
        <p>
          <img src={it.image} alt="" width="171" height="256" />
        </p>
      )}
      <p>
        {it.films > 1 ? `Among the ${it.films} films: ` : ""}
        {it.title}
        {it.year === null ? "" : ` (${it.year})`}, {WAYS[it.kind]} {it.service}.
      </p>
      <p>Seen on {dayInWords(it.at)}. Data: JustWatch, via TMDB.</p>
    </>
  );
}

const WAYS: Record<OfferKind, string> = {
  stream: "with a subscription to",
  free: "free on",
  ads: "with ads on",
  rent: "to rent at",
  buy: "to buy at",
};

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** "25 November 2026", in UTC. */
function dayInWords(at: number): string {
  const date = new Date(at * 1000);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
