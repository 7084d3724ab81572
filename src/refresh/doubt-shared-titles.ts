// Two listed films that are matched with one title of TMDB, by title and year, are doubts, whoever came first, and so
// are two of one title and year at Letterboxd: their own pages there are asked. What the owner chose and what a film's
// page said stands.

import { forgetArrivalsOf } from "../d1/arrivals.ts";
import { batch } from "../d1/batch.ts";
import { addFilmPages } from "../d1/film-pages.ts";
import {
  COUNTED,
  doubtClaims,
  findClaims,
  releaseClaims,
  SHARED,
  type Claim,
  type DoubtedClaim,
} from "../d1/shared-titles.ts";
import { findIfUnderWay } from "../d1/under-way.ts";
import { isByTitle, isSameKey, type Candidate } from "../film.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";
import { findNextStep } from "./next-step.ts";
import { sendStep } from "./wake.ts";

/** `asking`: there are films' pages to be asked before the refresh can end. `doubted`: there are none, but films have changed. */
export async function doubtSharedTitles(
  context: AppContext,
  refreshId: number,
): Promise<"nothing" | "doubted" | "asking"> {
  const { db, settings } = context;
  const claims = await findClaims(db, settings);
  const groups = [...Map.groupBy(claims, ({ key }) => `${key.type}/${key.id}`).values()];
  const doubted = groups.flatMap((group) =>
    group
      .filter(({ match, hasNamesake }) => isByTitle(match) && (hasNamesake || group.length > 1))
      .map(doubtOf),
  );
  // One whose page has answered stays: Letterboxd says of it that it is not this title.
  const released = groups
    .flatMap(([first, ...others]) => (first && others.length === 0 ? [first] : []))
    .filter(({ match, filmPageAskedAt }) => match === "unsure" && filmPageAskedAt === null);
  if (released.length > 0) await releaseClaims(db, idsOf(released));
  if (doubted.length === 0) return "nothing";

  const moment = { now: seconds(context.now()), whose: settings };
  await batch(db, [
    doubtClaims(db, doubted, moment),
    forgetArrivalsOf(db, idsOf(doubted)),
    addFilmPages(db, settings, refreshId, idsOf(doubted)),
  ]);
  context.log("titles-shared", { refresh: refreshId, films: doubted.length });
  const underWay = await findIfUnderWay(db, refreshId);
  const step = underWay && (await findNextStep(db, underWay));
  if (!step) return "doubted";
  await sendStep(context, { refreshId, step: step.name, delaySeconds: 0 });
  return "asking";
}

/** The title that it was matched with becomes its first candidate. */
function doubtOf(claim: Claim): DoubtedClaim {
  const { key, candidates, originalTitle, poster, hasNamesake } = claim;
  const rest = candidates.filter((candidate) => !isSameKey(candidate.key, key));
  const known = candidates.find((candidate) => isSameKey(candidate.key, key));
  const title = originalTitle ?? `No. ${key.id}`;
  const unknown: Candidate = {
    key,
    title,
    originalTitle: title,
    year: null,
    poster,
    votes: 0,
    why: "It was matched with this one",
  };
  return {
    ...claim,
    candidates: [known ?? unknown, ...rest],
    why: hasNamesake ? COUNTED : SHARED,
  };
}

function idsOf(claims: readonly Claim[]): number[] {
  return claims.map(({ id }) => id);
}
