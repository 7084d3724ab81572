// The layout of every page: head, navigation, landmarks, and the credits that our sources require.

import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { ListChoice } from "../../src/list/chosen-lists.ts";
import { addressOf, PLAIN_QUERY } from "../../src/list/query.ts";
import type { LayoutView } from "./layout-view.ts";
import { Mark } from "./icons.tsx";
import { FootMenu, Menu, type Place } from "./menu.tsx";
import { Notice, StatusLine } from "./refresh-notes.tsx";

interface LayoutProps {
  title: string;
  description?: string;
  /** The item of the menu that leads to this page. */
  place: Place;
  layout: LayoutView;
  /** The lists that the page is about, and its downloads with it; by default the watchlists. */
  lists?: ListChoice;
  /** The page answers a form, so it must not reload itself. */
  stays?: boolean;
  /** The page's address points to a place on it: if it reloaded itself, the reader would be taken back there. */
  leadsToPlace?: boolean;
  /** It is the list of films: a second link skips to them, and it can do without the further styles. */
  hasFilms?: boolean;
  children: Child;
}

/** Places whose pages say themselves what the owner should know; on the others the foot does, of what concerns all. */
const WITH_NOTES: ReadonlySet<Place> = new Set([
  "films",
  "new",
  "lists",
  "import",
  "matches",
  "libraries",
]);

export const DESCRIPTION =
  "Which films on my Letterboxd watchlist can I watch right now with what I already pay for?";

export function Layout({
  title,
  description = DESCRIPTION,
  place,
  layout,
  lists = PLAIN_QUERY,
  stays = false,
  leadsToPlace = false,
  hasFilms = false,
  children,
}: LayoutProps) {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <Head title={title} description={description} assets={layout.assets}>
          <link rel="preconnect" href={layout.imageOrigin} />
          <FeedLinks lists={lists} />
          {hasFilms ? null : <link rel="stylesheet" href={layout.assets.furtherCss} />}
          {layout.running && !stays && !leadsToPlace ? (
            <noscript>
              <meta http-equiv="refresh" content="10" />
            </noscript>
          ) : null}
        </Head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          {hasFilms ? (
            <a class="skip" href="#results">
              Skip to the films
            </a>
          ) : null}
          <header class="top">
            <Brand />
            <Menu
              place={place}
              lists={lists}
              hasNews={layout.hasNews}
              hasServers={layout.servers.length > 0}
            />
          </header>
          <main id="main" data-stays={stays ? "" : undefined}>
            {children}
          </main>
          <footer>
            {place === "films" ? null : <StatusLine layout={layout} />}
            {WITH_NOTES.has(place)
              ? null
              : layout.serverNotices.map((notice) => <Notice notice={notice} now={layout.now} />)}
            <FootMenu lists={lists} hasServers={layout.servers.length > 0} />
            <WhoMayWhat changes={layout.changes} />
            <Credits version={layout.version} />
          </footer>
        </body>
      </html>
    </>
  );
}

/** Nobody should learn it from a refused press. */
function WhoMayWhat({ changes }: Pick<LayoutView, "changes">) {
  if (changes === "all") return null;
  if (changes === "owner") {
    return (
      <p class="small">You’re logged in with the owner’s password, so you can change everything.</p>
    );
  }
  return (
    <p class="small">
      {changes === "nobody" ? (
        "This page has no password, so nobody can change anything here; only refreshing works."
      ) : (
        <>
          Anyone who can open this page can look around; changing anything takes the owner’s
          password.{" "}
          <a href="/log-in" rel="nofollow">
            Log in
          </a>
        </>
      )}
    </p>
  );
}

interface HeadProps {
  title: string;
  description: string;
  assets: LayoutView["assets"];
  children?: Child;
}

export function Head({ title, description, assets, children }: HeadProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === "watchwhere" ? title : `${title} · watchwhere`}</title>
      <meta name="description" content={description} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:site_name" content="watchwhere" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf8f5" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#131215" />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/icon-180.png" />
      <link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials" />
      <link rel="stylesheet" href={assets.css} />
      <script type="module" src={assets.js}></script>
      {children}
    </head>
  );
}

/** What a feed reader finds when it is given the page's address. */
function FeedLinks({ lists: { lists } }: { lists: ListChoice }) {
  const feed = (path: string) => addressOf(PLAIN_QUERY, { lists }, path);
  const title = "New on my services";
  return (
    <>
      <link rel="alternate" type="application/atom+xml" title={title} href={feed("/feed.atom")} />
      <link rel="alternate" type="application/feed+json" title={title} href={feed("/feed.json")} />
    </>
  );
}

export function Brand() {
  return (
    <a class="brand" href="/" aria-label="watchwhere, home page">
      <Mark />
      <span>
        watch<b>where</b>
      </span>
    </a>
  );
}

/** TMDB requires this wording and its mark, less prominent than ours; JustWatch requires to be named. */
function Credits({ version }: { version: string }) {
  return (
    <div class="credits">
      <p>
        <a class="tmdb" href="https://www.themoviedb.org">
          TMDB
        </a>{" "}
        This website uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise
        approved by TMDB.
      </p>
      <p>
        The data on where films stream comes from <a href="https://www.justwatch.com">JustWatch</a>.
        The list is its member’s own, from <a href="https://letterboxd.com">Letterboxd</a>, which
        has nothing to do with this page either.
      </p>
      <p>watchwhere {version}</p>
    </div>
  );
}
