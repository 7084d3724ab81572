// What came to my services and what left them, of late. Three statements; asks nobody outside.

import { Hono } from "hono";
import { ArrivalsPage } from "../../templates/pages/new.tsx";
import { frameFor, frameOf, readFrame } from "../d1/page-frame.ts";
import { filmsThatMoved, readFilms } from "../d1/shelf-view.ts";
import { batch } from "../d1/batch.ts";
import { CHANGES_KEPT_DAYS } from "../list/offer-changes.ts";
import { answer, frameView } from "./layout-data.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { App } from "../context.ts";

export const showArrivals = new Hono<App>();

showArrivals.get("/new", async (c) => {
  const { context } = c.var;
  const since = seconds(context.now()) - CHANGES_KEPT_DAYS * DAY_SECONDS;
  const [stored, arrived, left] = await batch(context.db, [
    frameOf(context.db),
    filmsThatMoved(context, "arrived", since),
    filmsThatMoved(context, "left", since),
  ]);
  const frame = frameFor(context.settings, readFrame(stored));
  return answer(
    c,
    <ArrivalsPage
      arrived={readFilms(arrived)}
      left={readFilms(left)}
      facets={frame.facets}
      choice={frame.choice}
      frame={await frameView(context, frame)}
    />,
  );
});
