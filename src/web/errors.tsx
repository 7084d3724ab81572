// The pages for when something is wrong: with the address, with the settings, or with us.

import type { Context } from "hono";
import { BarePage, MessagePage, SettingsProblemsPage } from "../../templates/pages/message.tsx";
import type { SettingsProblem } from "../settings/index.ts";
import { assetAddresses } from "./assets.ts";
import { answer, ownLayout } from "./layout-data.ts";
import type { App } from "../context.ts";

/** Every page, while settings are wrong: what each problem is and how to mend it, with status 503. */
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

/** The refresh button was pressed too soon. */
export async function showResting(c: Context<App>, message: string): Promise<Response> {
  const { context } = c.var;
  const layout = await ownLayout(context);
  return answer(c, <MessagePage title="Not so soon" message={message} layout={layout} />, 429);
}

/** Asks neither the settings nor the database: either may be what failed. */
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
