// An upgrade from the first version loses nothing: whatever that Worker said of its database, today's says too,
// and at once.

import { beforeAll, expect, test } from "vitest";
import { provideBundle } from "../../src/home/bundle.ts";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";
import { openHome, runAt } from "./at-home.ts";
import { snapshotOf } from "./snapshot.ts";
import { readV1Worker, type V1State } from "./v1/open.ts";
import { readBuiltWorker } from "./worker-bundle.ts";

beforeAll(async () => {
  await provideBundle(AbortSignal.timeout(60_000));
});

test.each<V1State>(["idle", "reading", "looking-up"])(
  "today's Worker says what the first version's said: %s",
  async (state) => {
    const now = Date.now();
    const before = await runAt(openHome({ state, now }), readV1Worker());
    const upgraded = openHome({ state, now, migrations: MIGRATIONS_DIR });
    const after = await runAt(upgraded, readBuiltWorker());
    expect(await snapshotOf(after.fetch)).toEqual(await snapshotOf(before.fetch));
  },
);
