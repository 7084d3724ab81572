// Lists in words: of which films a view is.

import { isUsual, shownName } from "../../src/list/chosen-lists.ts";
import type { ShownList } from "../../src/list/snapshot.ts";
import type { View } from "../../src/list/view.ts";
import { quoted } from "./filter-words.ts";
import { namesOf } from "./words.ts";

type Lists = Pick<View, "lists" | "chosen">;

/** How many lists are called by their names in one sentence. */
const MOST_NAMED = 3;

/**
 * "films you both want", "films on “A” or “B”"; null: nothing need be said, because there is one watchlist, and it is
 * shown.
 */
export function whichFilms({ lists, chosen }: Lists, all: boolean): string | null {
  const watchlists = lists.filter(isWatchlist);
  if (watchlists.length < 2 && isUsual(lists, chosen, { all })) return null;
  if (!chosen.every(isWatchlist)) return `films on ${someLists(chosen, all)}`;
  const isEverybody = chosen.length === watchlists.length;
  return `films ${isEverybody ? you(chosen.length, all) : some(chosen.map(shownName), all)}`;
}

/** Whether a page speaks to several people: it then says "your services". */
export function areSeveral({ lists }: Pick<View, "lists">): boolean {
  return lists.filter(isWatchlist).length > 1;
}

/** A list as it is called in a sentence: "ann’s watchlist", "“The 250 best”". */
export function listWords(list: ShownList): string {
  if (list.kind === "list") return quoted(shownName(list));
  return list.member === null ? "the watchlist" : `${list.member}’s watchlist`;
}

/**
 * The names of the lists that a card may have to name, by their ids. Lists that have every film of the view are left
 * out: they would be on every card.
 */
export function listsToName({ lists, chosen }: Lists, all: boolean): ReadonlyMap<number, string> {
  const haveAll = all || chosen.length === 1 ? chosen : [];
  const named = lists.length < 2 ? [] : lists.filter((list) => !haveAll.includes(list));
  return new Map(named.map((list) => [list.id, shownName(list)]));
}

function isWatchlist({ kind }: ShownList): boolean {
  return kind === "watchlist";
}

function you(people: number, all: boolean): string {
  if (people === 2) return all ? "you both want" : "either of you wants";
  return all ? "you all want" : "any of you wants";
}

function some(names: readonly string[], all: boolean): string {
  if (names.length === 1) return `${names[0]} wants`;
  if (!all) return `${namesOf(names, "or")} wants`;
  return `${namesOf(names)} ${names.length === 2 ? "both" : "all"} want`;
}

function someLists(lists: readonly ShownList[], all: boolean): string {
  if (lists.length > MOST_NAMED) return `${all ? "all" : "any"} of ${lists.length} lists`;
  const names = lists.map(listWords);
  if (!all || names.length === 1) return namesOf(names, "or");
  return `${names.length === 2 ? "both" : "all of"} ${namesOf(names)}`;
}
