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
