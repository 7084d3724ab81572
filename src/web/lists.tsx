// The lists: whose they are, how they were last read, and the forms that add, name, order and remove them. Every form
// works without a script; programs get JSON.

import { Hono, type Context } from "hono";
import { ListsPage, type ListsNote, type ListView } from "../../templates/pages/lists.tsx";
import { assembleSnapshot } from "../d1/assemble-snapshot.ts";
import { batch, type Statement } from "../d1/batch.ts";
import {
  findList,
  listAll,
  listFollowed,
  orderLists,
  removeList,
  renameList,
  type Added,
  type StoredList,
} from "../d1/followed-lists.ts";
import type { ListToRead } from "../d1/lists.ts";
import type { Failure } from "../failure.ts";
import { failureWordsOf } from "../failure-words.ts";
import { readListAddress } from "../letterboxd/list-address.ts";
import { cutText } from "../limits/cut-text.ts";
import { LONGEST_NAME, MOST_LISTS } from "../list/limits.ts";
import { isUnlisted, listName, ownerOf, withoutKey } from "../list/list-name.ts";
import { followAgain, followList } from "../refresh/follow-list.ts";
import { seconds } from "../time.ts";
import { answer, ownLayout } from "./layout-data.ts";
import { readFields } from "./read-fields.ts";
import { answerRefusal } from "./answer-refusal.ts";
import { wanted } from "./wanted.ts";
import type { App } from "../context.ts";

export const listsPage = new Hono<App>();

listsPage.get("/lists", async (c) => {
  const done = DONE.find((it) => it === c.req.query("done"));
  const id = Number(c.req.query("list"));
  return answer(c, page(c, done === undefined ? null : { done, id }));
});

listsPage.post("/lists", async (c) => {
  const url = (await readFields(c)).get("url") ?? "";
  const address = readListAddress(url);
  if (!address.ok) return refuse(c, 400, address.problem, url);
  return answerAdded(c, await followList(c.var.context, address.path), url);
});

listsPage.post("/lists/rename", async (c) => {
  const fields = await readFields(c);
  const list = await findNamed(c, fields);
  if (list === null) return refuse(c, 404, NO_SUCH_LIST);
  const name = (fields.get("name") ?? "").replaceAll(/\s+/g, " ").trim();
  if (name.length > LONGEST_NAME) {
    return refuse(c, 400, `A name can have up to ${LONGEST_NAME} characters. Nothing was changed.`);
  }
  // By its name the next export finds it again.
  if (list.path === null) {
    return refuse(c, 400, "A list from a file goes by the name in the file. Nothing was changed.");
  }
  const { db } = c.var.context;
  await change(c, [renameList(db, list.id, name === "" ? null : cutText(name, LONGEST_NAME))]);
  return say(c, "renamed", list.id);
});

listsPage.post("/lists/move", async (c) => {
  const fields = await readFields(c);
  const { db } = c.var.context;
  const ids = (await listFollowed(db)).map(({ id }) => id);
  const from = ids.findIndex((id) => String(id) === fields.get("list"));
  const id = ids[from];
  if (id === undefined) return refuse(c, 404, NO_SUCH_LIST);
  const to = fields.get("to");
  if (to !== "up" && to !== "down")
    return refuse(c, 400, "A list can be moved up or down. Nothing was changed.");
  ids.splice(from, 1);
  ids.splice(Math.max(to === "up" ? from - 1 : from + 1, 0), 0, id);
  await change(c, [orderLists(db, ids)]);
  return say(c, "moved", id);
});

listsPage.post("/lists/remove", async (c) => {
  const list = await findNamed(c, await readFields(c));
  if (list === null) return refuse(c, 404, NO_SUCH_LIST);
  const { db, now } = c.var.context;
  await change(c, [removeList(db, list.id, seconds(now()))]);
  return say(c, "removed", list.id);
});

listsPage.post("/lists/undo", async (c) => {
  const list = await findNamed(c, await readFields(c));
  const back = list && (await followAgain(c.var.context, list.id));
  return back === null ? refuse(c, 404, NO_SUCH_LIST) : answerAdded(c, back, "");
});

const NO_SUCH_LIST = "There is no such list. Nothing was changed.";

async function findNamed(
  c: Context<App>,
  fields: ReadonlyMap<string, string>,
): Promise<ListToRead | null> {
  const id = fields.get("list") ?? "";
  return /^[1-9]\d{0,14}$/.test(id) ? findList(c.var.context.db, Number(id)) : null;
}

/** Together with the snapshot, so that every view shows the change at once. */
async function change(c: Context<App>, statements: readonly Statement[]): Promise<void> {
  const { db, settings, now } = c.var.context;
  await batch(db, [...statements, ...assembleSnapshot(db, settings, seconds(now()))]);
}

const DONE = ["added", "there", "back", "renamed", "moved", "removed"] as const;
type Done = (typeof DONE)[number];

const WAS = { new: "added", there: "there", removed: "back" } as const;

function answerAdded(c: Context<App>, added: Added | Failure, url: string) {
  if (added === "too-many") {
    const message =
      `${MOST_LISTS} lists are followed already, which is the most there can be. ` +
      "Remove one first, then add this one.";
    return refuse(c, 409, message, url);
  }
  if ("kind" in added) return refuse(c, 409, `${added.detail} Remove another list first.`, url);
  return say(c, WAS[added.was], added.list.id);
}

const TEXTS: Record<Done, string> = {
  added: "The list was added, and will be read as soon as possible.",
  there: "The list is already here.",
  back: "The list is back.",
  renamed: "The list was renamed.",
  moved: "The list was moved.",
  removed: "The list was removed. It can be brought back.",
};

/** What was done. Browsers are sent to the page, so that reloading it sends nothing again. */
async function say(c: Context<App>, done: Done, id: number): Promise<Response> {
  const kind = wanted(c);
  if (kind === "html") return c.redirect(`/lists?done=${done}&list=${id}#list-${id}`, 303);
  const status = done === "added" ? 201 : 200;
  return kind === "json"
    ? c.json({ id, done, message: TEXTS[done] }, status)
    : c.text(`${TEXTS[done]}\n`, status);
}

/** `url`: what was sent, to be mended in the form. */
async function refuse(
  c: Context<App>,
  status: 400 | 404 | 409,
  message: string,
  url = "",
): Promise<Response> {
  return answerRefusal(c, { status, message }, () => page(c, { problem: message, url }));
}

async function page(c: Context<App>, note: ListsNote | null) {
  const { context } = c.var;
  const { db, settings } = context;
  const [stored, layout] = await Promise.all([listAll(db, settings), ownLayout(context)]);
  const lists = stored.map((list) => listView(list, settings.letterboxdOrigin));
  return (
    <ListsPage
      layout={layout}
      lists={lists.filter(({ removedAt }) => removedAt === null)}
      removed={lists.filter(({ removedAt }) => removedAt !== null)}
      note={note}
      mostLists={MOST_LISTS}
      longestName={LONGEST_NAME}
    />
  );
}

function listView(list: StoredList, origin: string): ListView {
  const { id, kind, films, provenAt, removedAt, state, failureKind, failureDetail } = list;
  const path = list.path ?? `/${list.member ?? ""}/watchlist/`;
  const words = failureKind && failureWordsOf(failureKind, kind);
  return {
    id,
    kind,
    name: kind === "list" ? listName({ name: list.name, path }) : "",
    owner: list.member ?? ownerOf(path),
    url: kind === "list" && list.path === null ? null : origin + withoutKey(path),
    isUnlisted: isUnlisted(path),
    films,
    provenAt,
    removedAt,
    isReading: state === "reading",
    problem: words && state === "failed" ? { ...words, detail: failureDetail ?? "" } : null,
  };
}
