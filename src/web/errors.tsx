// The pages for errors: a wrong address, invalid settings, or a fault of ours.

import type { Context } from "hono";
import { BarePage, MessagePage, SettingsProblemsPage } from "../../templates/pages/message.tsx";
import type { SettingsProblem } from "../settings/index.ts";
import { assetAddresses } from "./assets.ts";
import { answer, ownLayout } from "./layout-data.ts";
import type { App } from "../context.ts";

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
    <MessagePage title="No such page" message="Nothing is at this address." layout={layout} />,
    404,
  );
}

/** For when the refresh button is pressed during its cooldown. */
export async function showResting(c: Context<App>, message: string): Promise<Response> {
  const { context } = c.var;
  const layout = await ownLayout(context);
  return answer(c, <MessagePage title="Not so soon" message={message} layout={layout} />, 429);
}

/**
 * For a reader who gave no password, or a wrong one. `asked` is the bare answer, which makes the browser ask again. Says
 * nothing of the household: on a private page not even its pictures and styles come before the password.
 */
export async function showLocked(c: Context<App>, asked: Response): Promise<Response> {
  const { isPrivate } = c.var.context.settings;
  c.header("WWW-Authenticate", asked.headers.get("WWW-Authenticate") ?? undefined);
  c.header("Cache-Control", "no-store");
  return answer(
    c,
    <BarePage title="Only with the password" assets={await assetAddresses()}>
      <p class="lead">
        {isPrivate
          ? "This page is private: seeing it takes the password that its owner has set."
          : "Everybody may look around here. Changing something takes the password that the owner has set."}
      </p>
      <p>
        No password arrived, or it was wrong. Nothing was changed. The browser asks again when you
        try again; any user name will do.
      </p>
      <a class="button accent" href="/">
        To the films
      </a>
    </BarePage>,
    401,
  );
}

/** Uses neither the settings nor the database, because either may be what failed. */
export async function showError(c: Context<App>): Promise<Response> {
  c.header("Cache-Control", "no-store");
  return answer(
    c,
    <BarePage title="Something went wrong on our side" assets={await assetAddresses()}>
      <p class="lead">What exactly is in the log. Trying again does no harm.</p>
      <a class="button accent" href="/">
        To the films
      </a>
    </BarePage>,
    500,
  );
}
