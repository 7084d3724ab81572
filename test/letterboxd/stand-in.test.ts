// Our reader beside our stand-in: lists of every length are read to their end, and each state is told by its name.

import { describe, expect, it } from "vitest";
import { createLetterboxd as createReader } from "../../src/letterboxd/index.ts";
import type { ListPage } from "../../src/ports.ts";
import type { Markup } from "../stand-ins/letterboxd/items.ts";
import { createLetterboxd } from "../stand-ins/letterboxd.ts";

function standIn(markup: Markup = "G4") {
  const site = createLetterboxd({ markup });
  const reader = createReader({
    fetch: site.fetch,
    origin: "https://letterboxd.test",
    userAgent: "watchwhere/test (+https://example.org/watchwhere)",
  });
  return { ...site, reader };
}

async function readWhole({ reader }: ReturnType<typeof standIn>, path: string) {
  const pages: ListPage[] = [];
  do {
    const reading = await reader.readListPage(path, pages.length + 1);
    if (!reading.ok) throw new Error(reading.failure.detail);
    pages.push(reading.value);
  } while (pages.at(-1)?.hasNext);
  return { pages, films: pages.flatMap(({ films }) => films) };
}

describe("a list at the stand-in", () => {
  it.each([0, 1, 99, 100, 101, 250, 2000])("of %i films is read to its end", async (count) => {
    const site = standIn();
    const path = `/dave/list/films-${count}/`;
    const { pages, films } = await readWhole(site, path);
    expect(pages).toHaveLength(Math.max(1, Math.ceil(count / 100)));
    expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([count]));
    expect(films.map(({ slug }) => slug)).toEqual(
      site.control.listAt(path).films.map(({ slug }) => slug),
    );
    expect(pages[0]).toMatchObject({
      name: `${count} Films`,
      updatedAt: "2026-09-17T08:00:00.123Z",
    });
    expect(site.control.log.requests).toHaveLength(pages.length);
    expect(site.control.log.violations).toEqual([]);
  });

  it.each(["G0", "G1", "G2", "G3", "G4"] as const)("is read in the markup %s", async (markup) => {
    const site = standIn(markup);
    const { films } = await readWhole(site, "/dave/list/films-101/");
    const listed = site.control.listAt("/dave/list/films-101/").films;
    expect(films.map(({ title, lid }) => [title, lid])).toEqual(
      listed.map(({ title, lid }) => [title, lid]),
    );
  });

  it.each([
    ["/dave/list/private/", "private"],
    ["/dave/list/unlisted/", "private"],
    ["/dave/list/deleted/", "no-such-list"],
  ])("is told by its name: %s is %s", async (path, kind) => {
    const { reader } = standIn();
    expect(await reader.readListPage(path, 1)).toMatchObject({ failure: { kind } });
  });

  it("is read by its key, without a total, or with another one each time", async () => {
    const site = standIn();
    const unlisted = await readWhole(site, "/dave/list/unlisted/share/AbCdEfGh12345678/");
    expect(unlisted.films).toHaveLength(11);
    const silent = await readWhole(site, "/dave/list/no-total/");
    expect(silent.pages.map(({ total }) => total)).toEqual([null, null]);
    expect(silent.films).toHaveLength(150);
    const changing = await readWhole(site, "/dave/list/changing/");
    expect(changing.pages.map(({ total }) => total)).toEqual([251, 252, 253]);
  });

  it("is read the slow way in a markup that nobody has seen", async () => {
    const { reader, control } = standIn();
    control.mode = "unrecognised-but-readable";
    const first = await reader.readListPage("/dave/list/films-101/", 1);
    if (first.ok || !first.unrecognised) throw new Error("it was recognised");
    const again = await reader.readUnrecognisedListPage(first.unrecognised);
    expect(again).toMatchObject({
      ok: true,
      value: { total: 101, hasNext: true, name: "101 Films" },
    });
    expect(again.ok && again.value.films).toHaveLength(100);
  });
});
