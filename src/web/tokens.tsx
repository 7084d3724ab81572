// The page on which the owner makes, names and revokes the tokens of programs. A new token is shown in the answer to its
// form, once: no address leads back to it.

import { Hono, type Context } from "hono";
import { TokensPage, type TokensNote } from "../../templates/pages/tokens.tsx";
import type { App } from "../context.ts";
import { addToken, listTokens, removeToken } from "../d1/tokens.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import { answer, ownLayout } from "./layout-data.ts";
import { publicOrigin } from "./public-origin.ts";
import { readFields } from "./read-fields.ts";
import { hashOf, makeToken } from "./token-access.ts";
import { answerRefusal } from "./answer-refusal.ts";
import { wanted } from "./wanted.ts";
import { wholeNumber } from "./whole-number.ts";

export const tokensPage = new Hono<App>();

const MOST_TOKENS = 20;
const LONGEST_NAME = 60;

tokensPage.get("/tokens", async (c) => {
  const isDone = c.req.query("done") === "revoked";
  return answer(c, page(c, isDone ? { done: "revoked" } : null));
});

tokensPage.post("/tokens", async (c) => {
  const { db, now } = c.var.context;
  const name = ((await readFields(c)).get("name") ?? "").replaceAll(/\s+/g, " ").trim();
  if (name === "" || name.length > LONGEST_NAME) {
    const message = `A token needs a name of up to ${LONGEST_NAME} characters, such as the program’s. Nothing was changed.`;
    return refuse(c, 400, message);
  }
  const { id, token } = makeToken();
  const limits = { now: seconds(now()), most: MOST_TOKENS };
  if (!(await addToken(db, { id, name, hash: await hashOf(token) }, limits))) {
    const message = `There are ${MOST_TOKENS} tokens, which is the most there can be. Revoke one that’s no longer used.`;
    return refuse(c, 409, message);
  }
  c.header("Cache-Control", "no-store");
  switch (wanted(c)) {
    case "html":
      return c.html(await page(c, { done: "made", name, token }));
    case "json":
      return c.json({ id, name, token }, 201);
    case "any":
      return c.text(`${token}\n`, 201);
  }
});

tokensPage.post("/tokens/revoke", async (c) => {
  const id = wholeNumber((await readFields(c)).get("id"));
  const name = id === null ? null : await removeToken(c.var.context.db, id);
  if (name === null) return refuse(c, 404, "There is no such token. Nothing was changed.");
  const message = `“${name}” was revoked.`;
  switch (wanted(c)) {
    case "html":
      return c.redirect("/tokens?done=revoked", 303);
    case "json":
      return c.json({ id, message });
    case "any":
      return c.text(`${message}\n`);
  }
});

async function refuse(
  c: Context<App>,
  status: 400 | 404 | 409,
  message: string,
): Promise<Response> {
  return answerRefusal(c, { status, message }, () => page(c, { problem: message }));
}

async function page(c: Context<App>, note: TokensNote | null) {
  const { context } = c.var;
  const [stored, layout] = await Promise.all([listTokens(context.db), ownLayout(context)]);
  return (
    <TokensPage
      layout={layout}
      tokens={stored.map(({ id, name, createdAt, usedOn }) => ({
        id,
        name,
        createdAt,
        usedAt: usedOn === null ? null : usedOn * DAY_SECONDS,
      }))}
      note={note}
      origin={publicOrigin(c)}
      mostTokens={MOST_TOKENS}
      longestName={LONGEST_NAME}
      isPrivate={context.settings.isPrivate}
    />
  );
}
