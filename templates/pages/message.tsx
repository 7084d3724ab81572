// Pages with little content: no such page, an error of ours, invalid settings.

import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Brand, DESCRIPTION, Head, Layout } from "../parts/layout.tsx";

interface MessageProps {
  title: string;
  message: string;
  layout: LayoutView;
}

export function MessagePage({ title, message, layout }: MessageProps) {
  return (
    <Layout title={title} place="other" layout={layout}>
      <div class="plain">
        <h1>{title}</h1>
        <p class="lead">{message}</p>
        <a class="button accent" href="/">
          Go to the films
        </a>
      </div>
    </Layout>
  );
}

/** Needs neither settings nor database, because they may be what failed. */
export function BarePage({
  title,
  assets,
  children,
}: {
  title: string;
  assets: LayoutView["assets"];
  children: Child;
}) {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <Head title={title} description={DESCRIPTION} assets={assets}>
          <link rel="stylesheet" href={assets.furtherCss} />
        </Head>
        <body>
          <header class="top">
            <Brand />
          </header>
          <main id="main" class="bare">
            <div class="plain">
              <h1>{title}</h1>
              {children}
            </div>
          </main>
        </body>
      </html>
    </>
  );
}

interface Problem {
  setting: string;
  message: string;
}

export function SettingsProblemsPage({
  problems,
  assets,
}: {
  problems: readonly Problem[];
  assets: LayoutView["assets"];
}) {
  return (
    <BarePage title="Almost there: the settings need a look" assets={assets}>
      <p class="lead">
        {problems.length === 1 ? "One setting is" : `${problems.length} settings are`} not right
        yet. Nothing is read or looked up until {problems.length === 1 ? "it is" : "they are"}.
      </p>
      <dl class="problems">
        {problems.map(({ setting, message }) => (
          <div>
            <dt>
              <code>{setting}</code>
            </dt>
            <dd>{message}</dd>
          </div>
        ))}
      </dl>
      <p class="small">
        At home they’re in <code>.dev.vars</code> or the environment. On Cloudflare, set each with{" "}
        <code>npx wrangler secret put NAME</code>, or in the dashboard under the Worker’s settings.
      </p>
    </BarePage>
  );
}
