// The pages for errors: a wrong address, invalid settings, or a fault of ours.

import type { Context } from "hono";
import { BarePage, MessagePage, SettingsProblemsPage } from "../../templates/pages/message.tsx";
import type { SettingsProblem } from "../settings/index.ts";
import { assetAddresses } from "./assets.ts";
import { answer, ownLayout } from "./layout-data.ts";
import type { App } from "../context.ts";
import { placeFrom, placeToComeBackTo } from "./log-in.ts";
import { wanted } from "./wanted.ts";

/** Shown at every address while settings are invalid: each problem and how to fix it, with status 503. */
export async function showSettingsProblems(
  c: Context<App>,
  problems: readonly SettingsProblem[],
): Promise<Response> {
  c.header("Cache-Control", "no-store");
  return answer(
    c,
    <SettingsProblemsPage problems={problems} assets={await assetAddresses()} />,
    503,
  );
}

export async function showNotFound(c: Context<App>): Promise<Response> {
  const { context } = c.var;
  const layout = await ownLayout(context);
  return answer(
    c,
    <MessagePage title="No such page" message="There’s nothing at this address." layout={layout} />,
    404,
  );
}

/** For when the refresh button is pressed during its cooldown. */
export async function showResting(c: Context<App>, message: string): Promise<Response> {
  const { context } = c.var;
  const layout = await ownLayout(context);
  return answer(c, <MessagePage title="Too soon" message={message} layout={layout} />, 429);
}

/**
 * For a reader who gave no password, or a wrong one. `asked` is the bare answer, which makes the browser ask again. Says
 * nothing of the household: on a private page not even its pictures and styles come before the password.
 */
export async function showLocked(c: Context<App>, asked: Response): Promise<Response> {
  const { isPrivate } = c.var.context.settings;
  const isWrong = c.req.header("Authorization") !== undefined;
  const kind = wanted(c);
  if (kind === "any") return asked;
  c.header("WWW-Authenticate", asked.headers.get("WWW-Authenticate") ?? undefined);
  c.header("Cache-Control", "no-store");
  if (kind === "json") {
    const message = isWrong
      ? "The password is wrong. Any user name will do."
      : "This needs the owner’s password (HTTP Basic, any user name).";
    return c.json({ message }, 401);
  }
  return answer(
    c,
    <BarePage title="Password needed" assets={await assetAddresses()}>
      <p class="lead">
        {isPrivate
          ? "This page is private: to see it, you need the password its owner has set."
          : "Anyone can look around here, but to change anything you need the password the owner has set."}
      </p>
      <p>
        {isWrong ? "The password was wrong." : "No password was given."} Nothing was changed. Any
        user name will do.
      </p>
      <p class="taken-buttons">
        <a class="button accent" href={`/log-in?to=${encodeURIComponent(askedFrom(c))}`}>
          {isWrong ? "Try again" : "Log in"}
        </a>
        {isPrivate ? null : (
          <a class="button" href={askedFrom(c)}>
            Back
          </a>
        )}
      </p>
    </BarePage>,
    401,
  );
}

/** The page to come back to after logging in: where a form stood, or else the page that was asked for. */
function askedFrom(c: Context<App>): string {
  if (c.req.method !== "GET" || c.req.path === "/log-in") return placeToComeBackTo(c);
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}

/** For what nobody may do, because there is no password. `refused` is the bare answer. */
export async function showForbidden(c: Context<App>, refused: Response): Promise<Response> {
  if (wanted(c) !== "html") return refused;
  return answer(
    c,
    <BarePage title="Nobody can change this yet" assets={await assetAddresses()}>
      <p class="lead">{await refused.text()}</p>
      <a class="button accent" href={placeFrom(c)}>
        Back
      </a>
    </BarePage>,
    403,
  );
}

/** Uses neither the settings nor the database, because either may be what failed. */
export async function showError(c: Context<App>): Promise<Response> {
  c.header("Cache-Control", "no-store");
  return answer(
    c,
    <BarePage title="Something went wrong on our side" assets={await assetAddresses()}>
      <p class="lead">The log says exactly what. Trying again does no harm.</p>
      <a class="button accent" href="/">
        Go to the films
      </a>
    </BarePage>,
    500,
  );
}
