// A button that asks for every film's offers again, for whoever thinks that what is shown is wrong.

import type { LayoutView } from "./layout-view.ts";

export function AskForAll({ layout: { running, restUntil } }: { layout: LayoutView }) {
  return (
    <form method="post" action="/refresh?offers=1" class="small">
      <p>
        A refresh only looks up offers older than 20 hours, because TMDB’s own can be up to eight
        hours old.{" "}
        <button class="quiet" disabled={running !== null || restUntil !== null}>
          Look up every film’s offers again
        </button>
      </p>
    </form>
  );
}
