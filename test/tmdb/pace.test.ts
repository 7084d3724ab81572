import { describe, expect, it } from "vitest";
import { createPace } from "../../src/tmdb/pace.ts";

/** A clock that nobody waits for: it jumps to whoever is to wake next. */
function createStandInClock() {
  let at = 1_000_000;
  const sleepers: { until: number; wake: () => void }[] = [];
  return {
    now: () => at,
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        sleepers.push({ until: at + ms, wake: resolve });
      }),
    /** Runs for so long, or until nobody sleeps any more. */
    async run(forMs = Number.POSITIVE_INFINITY) {
      const end = at + forMs;
      for (;;) {
        // Lets everyone who is awake come to their next sleep.
        for (let i = 0; i < 20; i++) await Promise.resolve();
        sleepers.sort((a, b) => a.until - b.until);
        const next = sleepers[0];
        if (next === undefined || next.until > end) {
          if (end !== Number.POSITIVE_INFINITY) at = end;
          return;
        }
        sleepers.shift();
        at = Math.max(at, next.until);
        next.wake();
      }
    },
  };
}

function mostInAnySecond(starts: number[]): number {
  return Math.max(
    ...starts.map((from) => starts.filter((t) => t >= from && t < from + 1000).length),
  );
}

describe("the pace", () => {
  it.each([
    { perSecond: 30, burst: 5, requestMs: 120 },
    { perSecond: 30, burst: 5, requestMs: 1 },
    { perSecond: 8, burst: 4, requestMs: 120 },
  ])(
    "keeps up $perSecond requests a second and no second sees more than that and $burst",
    async ({ perSecond, burst, requestMs }) => {
      const clock = createStandInClock();
      const pace = createPace({ perSecond, burst, ...clock });
      const starts: number[] = [];
      const all = Array.from({ length: 10 * perSecond }, () =>
        pace.run(async () => {
          starts.push(clock.now());
          await clock.sleep(requestMs);
        }),
      );
      await clock.run();
      await Promise.all(all);
      expect(mostInAnySecond(starts)).toBeLessThanOrEqual(perSecond + burst);
      const tookMs = Math.max(...starts) - Math.min(...starts);
      expect(tookMs).toBeLessThan(10_200);
      expect(tookMs).toBeGreaterThan(9000);
    },
  );

  it("lets out what was saved up in a pause, and no more", async () => {
    const clock = createStandInClock();
    const pace = createPace({ perSecond: 30, burst: 5, ...clock });
    await pace.run(() => clock.run(60_000));
    const starts: number[] = [];
    const all = Array.from({ length: 100 }, () =>
      pace.run(() => Promise.resolve(starts.push(clock.now()))),
    );
    await clock.run();
    await Promise.all(all);
    expect(mostInAnySecond(starts)).toBeLessThanOrEqual(35);
  });

  it("starts nothing while it rests", async () => {
    const clock = createStandInClock();
    const pace = createPace({ perSecond: 30, burst: 5, ...clock });
    const begun = clock.now();
    pace.rest(5000);
    pace.rest(100);
    const started = pace.run(() => Promise.resolve(clock.now()));
    await clock.run();
    expect(await started).toBe(begun + 5000);
  });
});

describe("the connections", () => {
  it("are six at most", async () => {
    const clock = createStandInClock();
    const pace = createPace({ perSecond: 1000, burst: 100, ...clock });
    let open = 0;
    let most = 0;
    const all = Array.from({ length: 40 }, () =>
      pace.run(async () => {
        most = Math.max(most, (open += 1));
        await clock.sleep(100);
        open -= 1;
      }),
    );
    await clock.run();
    await Promise.all(all);
    expect(most).toBe(6);
  });

  it("are given back when a request throws", async () => {
    const clock = createStandInClock();
    const pace = createPace({ perSecond: 1000, burst: 100, ...clock });
    for (let i = 0; i < 7; i++) {
      await expect(pace.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    }
  });

  it("of an invocation that was cut off come back in time", async () => {
    const clock = createStandInClock();
    const pace = createPace({ perSecond: 1000, burst: 100, ...clock });
    // oxlint-disable-next-line promise/avoid-new -- what never comes back
    for (let i = 0; i < 6; i++) void pace.run(() => new Promise(() => undefined));
    let hasRun = false;
    const last = pace.run(() => Promise.resolve((hasRun = true)));
    await clock.run(20_000);
    expect(hasRun).toBe(false);
    await clock.run(20_000);
    await last;
    expect(hasRun).toBe(true);
  });
});
