// The household's own media servers: how their reading went, and a press to read them again. Asks nobody itself: the
// ticks do.

import { Hono } from "hono";
import { LibrariesPage } from "../../templates/pages/libraries.tsx";
import type { App } from "../context.ts";
import { batch } from "../d1/batch.ts";
import { layoutOf, readLayout } from "../d1/layout.ts";
import { countItems, readState, statesOf } from "../d1/library.ts";
import { startLibraries } from "../refresh/read-libraries.ts";
import { answer, layoutView } from "./layout-data.ts";

export const librariesPage = new Hono<App>();

librariesPage.get("/libraries", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const [layout, states, counts] = await batch(db, [
    layoutOf(db, settings),
    statesOf(db),
    countItems(db),
  ]);
  const servers = settings.libraries.map(({ kind }) => ({
    server: kind,
    listed: counts.find(({ server }) => server === kind)?.n ?? 0,
    state: readState(states, kind),
  }));
  return answer(
    c,
    <LibrariesPage
      servers={servers}
      layout={await layoutView(context, readLayout(layout, settings))}
    />,
  );
});

librariesPage.post("/libraries", async (c) => {
  await startLibraries(c.var.context);
  return c.redirect("/libraries", 303);
});
