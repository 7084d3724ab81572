// What the first page shows when there are no films yet, no services chosen, or nothing found.

import { addressOf, NO_FILTERS, type Query } from "../../src/list/query.ts";
import type { CountedService, View } from "../../src/list/view.ts";
import { logo } from "./card.ts";
import type { LayoutView } from "./layout-view.ts";
import { Moment } from "./moment.tsx";
import { RefreshNotes } from "./refresh-notes.tsx";
import { queryWords } from "./filter-words.ts";
import { Suggestions } from "./suggestions.tsx";
import { countryWords } from "./words.ts";

/** For when no film is listed: at the first start, or with an empty watchlist. */
export function FirstStart({ layout }: { layout: LayoutView }) {
  return (
    <div class="first">
      <h1>{firstWords(layout)}</h1>
      <RefreshNotes layout={layout} />
      <p class="lead">{firstAdvice(layout)}</p>
      <div class="actions">
        {layout.running || layout.username === null ? null : (
          <form method="post" action="/refresh">
            <button class="button accent">Read the watchlist now</button>
          </form>
        )}
        <a class={`button${layout.username === null ? " accent" : ""}`} href="/import">
          Bring in an export
        </a>
      </div>
      {layout.nextAt !== null && !layout.running ? (
        <p class="small">
          The next refresh begins by itself <Moment at={layout.nextAt} now={layout.now} />.
        </p>
      ) : null}
      <div class="ghosts" aria-hidden="true">
        {Array.from({ length: 12 }, () => (
          <span></span>
        ))}
      </div>
    </div>
  );
}

function firstWords({ running, username, updatedAt, failure }: LayoutView): string {
  if (username === null) return "Bring in your films";
  if (running) return "Your films are on their way";
  if (failure?.exportHelps) return "The watchlist could not be read yet";
  return updatedAt === null ? "No films yet" : "The watchlist is empty";
}

function firstAdvice({ running, username, country, updatedAt, atHome }: LayoutView): string {
  const what = `where they can be watched in ${countryWords(country)}`;
  if (username === null) {
    return `No member is configured. Bring in the export of your Letterboxd account, and TMDB is asked ${what}.`;
  }
  if (running) return `They are being read from Letterboxd; then TMDB is asked ${what}.`;
  if (updatedAt !== null) return `${username} has no films on the watchlist at Letterboxd.`;
  return atHome
    ? `The watchlist of ${username} is read, and TMDB is asked ${what}.`
    : `On Cloudflare the first refresh begins within five minutes, or now, if you press the button.`;
}

const LOGOS = 7;

export function Invitation({
  services,
  imageOrigin,
}: {
  services: readonly CountedService[];
  imageOrigin: string;
}) {
  const shown = services.filter((service) => service.films > 0 && service.logo !== null);
  if (shown.length === 0) return null;
  return (
    <section class="invitation" aria-labelledby="invitation">
      <div>
        <h2 id="invitation">What do you already pay for?</h2>
        <p>Choose once. What you can watch tonight then stands first, and the rest steps back.</p>
      </div>
      <span class="fan" aria-hidden="true">
        {shown.slice(0, LOGOS).map((service) => logo({ ...service, name: "" }, imageOrigin))}
      </span>
      <a class="button accent" href="/services">
        Choose my services
      </a>
    </section>
  );
}

interface NothingFoundProps {
  query: Query;
  view: View;
  chosen: boolean;
}

/** Says why there is nothing, and offers each way to widen the view. */
export function NothingFound({ query, view, chosen }: NothingFoundProps) {
  const words = queryWords(query, view.services, chosen);
  if (query.page > 1) {
    return (
      <section class="nothing">
        <h2>The list ends before this page</h2>
        <a class="button" href={addressOf(query)}>
          Back to the first films
        </a>
      </section>
    );
  }
  const whole = { words: "The whole list", films: view.whole.films.length };
  const address = addressOf(query, { ...NO_FILTERS, availability: null });
  return (
    <section class="nothing">
      <h2>No film matches</h2>
      {words === "" ? null : <p dir="auto">{words}</p>}
      <Suggestions
        query={query}
        view={view}
        chosen={chosen}
        last={words === "" ? null : { ...whole, address }}
      />
    </section>
  );
}
