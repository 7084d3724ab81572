// What the first page shows when there are no films yet, no services chosen, or nothing found.

import { addressOf, NO_FILTERS, type Query } from "../../src/list/query.ts";
import type { CountedService, View } from "../../src/list/view.ts";
import { logo } from "./card.ts";
import type { LayoutView } from "./layout-view.ts";
import { LogIn } from "./log-in.tsx";
import { Moment } from "./moment.tsx";
import { buttonWords, RefreshNotes } from "./refresh-notes.tsx";
import { queryWords } from "./filter-words.ts";
import { Suggestions, type WidestView } from "./suggestions.tsx";
import { countryWords, namesOf } from "./words.ts";

/** For when no film is listed: at the first start, or with an empty watchlist. */
export function FirstStart({ layout }: { layout: LayoutView }) {
  const advice = firstAdvice(layout);
  return (
    <div class="first">
      <h1>{firstWords(layout)}</h1>
      <RefreshNotes layout={layout} />
      {advice === null ? null : <p class="lead">{advice}</p>}
      <div class="actions">
        {layout.running || layout.members.length === 0 ? null : layout.changes === "visitor" ? (
          <LogIn words={`read the ${watchlists(layout)}`} />
        ) : (
          <form method="post" action="/refresh">
            <button class="button accent" disabled={layout.restUntil !== null}>
              {pressWords(layout)}
            </button>
          </form>
        )}
        <a class={`button${layout.members.length === 0 ? " accent" : ""}`} href="/import">
          Import your export
        </a>
      </div>
      {layout.nextAt !== null && !layout.running ? (
        <p class="small">
          The next refresh starts on its own <Moment at={layout.nextAt} now={layout.now} isNext />.
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

function watchlists({ members }: LayoutView): string {
  return members.length > 1 ? "watchlists" : "watchlist";
}

/** What the button is called by the advice for a failure. */
function pressWords(layout: LayoutView): string {
  const { failure, listAt, restUntil } = layout;
  if (restUntil !== null || failure !== null) return buttonWords(layout);
  return `Read the ${watchlists(layout)} ${listAt === null ? "now" : "again"}`;
}

/** The heading where no film is listed. */
export function firstWords(layout: LayoutView): string {
  const { running, members, listAt, failure } = layout;
  if (members.length === 0) return "Import your films";
  if (running) {
    return listAt === null
      ? "Your films are on their way"
      : `The ${watchlists(layout)} ${members.length > 1 ? "were" : "was"} empty`;
  }
  if (failure?.exportHelps) return `The ${watchlists(layout)} couldn’t be read yet`;
  if (listAt === null) return "No films yet";
  return members.length > 1 ? "The watchlists are empty" : "The watchlist is empty";
}

/** What comes next where no film is listed; null: the note about what failed says it. */
export function firstAdvice(layout: LayoutView): string | null {
  const { running, members, country, listAt, atHome, failure } = layout;
  const what = `where they can be watched in ${countryWords(country)}`;
  if (members.length === 0) {
    return `No member is configured. Import your Letterboxd export, and TMDB will be asked where its films can be watched in ${countryWords(country)}.`;
  }
  if (running && listAt !== null) {
    return "Letterboxd is being asked whether there are any films now.";
  }
  if (running?.state === "looking-up") return `TMDB is being asked ${what}.`;
  if (running) return `They’re being read from Letterboxd; then TMDB will be asked ${what}.`;
  const names = namesOf(members);
  if (listAt !== null) {
    const [have, which] =
      members.length > 1 ? ["have", "Letterboxd watchlists"] : ["has", "Letterboxd watchlist"];
    return `${names} ${have} no films on their ${which}.`;
  }
  if (failure !== null) return null;
  return atHome
    ? `The ${watchlists(layout)} of ${names} will be read, and TMDB will be asked ${what}.`
    : "On Cloudflare, the first refresh starts within five minutes, or as soon as someone opens the films.";
}

/** Above films that are shown before their list is proven. */
export function SoFarNote() {
  return (
    <p class="note so-far" data-so-far>
      <strong>Not complete yet:</strong> these are the films from the pages read so far. They’re
      being looked up, and the rest are on their way.
    </p>
  );
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
        <p>Choose once. What you can watch tonight then comes first, and the rest steps back.</p>
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
  const words = queryWords(withSeen(query, view), view.services, chosen);
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
  return (
    <section class="nothing">
      <h2>No films match</h2>
      {words === "" ? null : <p dir="auto">{words}</p>}
      <Suggestions
        query={query}
        view={view}
        chosen={chosen}
        last={words === "" ? null : wholeListOf(query, view)}
      />
    </section>
  );
}

/** The filter that followed lists have without being asked is named like any other. */
export function withSeen(query: Query, { seen }: Pick<View, "seen">): Query {
  return seen === "any" ? query : { ...query, seen };
}

/** The widest suggestion: every film of the chosen lists. */
export function wholeListOf(query: Query, { whole, usualSeen }: View): WidestView {
  const seen = usualSeen === "any" ? null : "any";
  return {
    words: "The whole list",
    address: addressOf(query, { ...NO_FILTERS, availability: null, seen }),
    films: whole.films.length,
    group: null,
  };
}
