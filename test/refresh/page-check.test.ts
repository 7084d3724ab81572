import { beforeEach, describe, expect, it } from "vitest";
import { done } from "../../src/failure.ts";
import { checkPage } from "../../src/refresh/page-check.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { createTestContext, listedFilm } from "../context.ts";
import { deliverAll } from "./deliver.ts";
import { emptyDatabase, everyFilm } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

/** `count` films, numbered from this one downwards. */
function films(from: number, count: number) {
  return Array.from({ length: count }, (_, i) => listedFilm(from - i));
}

function aPage(from: number, count: number, total: number) {
  return { films: films(from, count), total, hasNext: true };
}

function stored(page: number, from: number, count: number, total: number) {
  const read = films(from, count).map((film, i) => Object.assign(film, { id: from - i }));
  return { page, refreshId: 1, films: read, total };
}

describe("a total that cannot come true", () => {
  it("ends the reading: no thousand pages of this length hold so many films", () => {
    expect(checkPage(aPage(90_000, 28, 28_000), [])).toBeNull();
    expect(checkPage(aPage(90_000, 28, 28_001), [])).toMatchObject({
      kind: "end",
      failure: {
        kind: "incomplete",
        detail:
          "The list states 28001 films, and 1000 pages, which is as far as it is read, hold at most 28000.",
      },
    });
    expect(checkPage(aPage(90_000, 28, 1_000_000_000), [])).toMatchObject({ kind: "end" });
  });

  it("is seen on a later page, too, where the pages turn out shorter", () => {
    const first = stored(1, 90_000, 28, 28_000);
    expect(checkPage(aPage(80_000, 28, 28_000), [first])).toBeNull();
    expect(checkPage(aPage(80_000, 27, 28_000), [first])).toMatchObject({ kind: "end" });
  });

  describe("in a refresh", () => {
    beforeEach(emptyDatabase);

    it("is asked about once, and leaves the list as it was", async () => {
      const list = films(60, 60);
      const { readWatchlistPage, asked } = serveList(() => list);
      let stated = 60;
      const context = createTestContext({
        letterboxd: {
          readWatchlistPage: async (username, page) => {
            const reading = await readWatchlistPage(username, page);
            return reading.ok ? done({ ...reading.value, total: stated }) : reading;
          },
        },
        tmdb: serveTmdb(),
      });
      await tick(context, { atStart: true });
      await deliverAll(context);
      const before = await everyFilm(context);
      asked.length = 0;
      stated = 1_000_000_000;
      context.pass(3_600_000);
      await startRefresh(context, "button");
      await deliverAll(context);

      expect(asked).toEqual([1]);
      expect((await findStatus(context)).lastRefresh).toMatchObject({
        outcome: "failed",
        failure: { kind: "incomplete" },
      });
      expect(await everyFilm(context)).toEqual(before);
    });
  });
});

describe("a page that names a film twice", () => {
  it("is read again, whether the film stood on it or on one before", () => {
    const twice = { films: [...films(5, 2), listedFilm(5)], total: 9, hasNext: true };
    const failure = { kind: "incomplete", detail: "The pages name “Film 5” twice." };
    expect(checkPage(twice, [])).toMatchObject({ kind: "again", failure });
    const earlier = [stored(1, 5, 2, 9)];
    expect(checkPage(aPage(5, 1, 9), earlier)).toMatchObject({ kind: "again", failure });
  });
});
