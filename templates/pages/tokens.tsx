// Access for programs: the tokens, the forms that make and revoke them, and the addresses that they open.

import { Layout } from "../parts/layout.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { isLockedFor } from "../parts/log-in.tsx";
import { Moment } from "../parts/moment.tsx";

interface TokenView {
  id: number;
  name: string;
  /** In seconds since 1970; so is `usedAt`, the beginning of the day on which it was last used. null: never. */
  createdAt: number;
  usedAt: number | null;
}

/** What the last form did, or why it did nothing. */
export type TokensNote =
  | { done: "made"; name: string; token: string }
  | { done: "revoked" }
  | { problem: string };

interface TokensPageProps {
  layout: LayoutView;
  /** The newest first. */
  tokens: TokenView[];
  note: TokensNote | null;
  /** Of this app, as the browser knows it, without a slash at the end. */
  origin: string;
  mostTokens: number;
  longestName: number;
  /** The whole page needs the password. */
  isPrivate: boolean;
}

export function TokensPage(it: TokensPageProps) {
  const { layout, tokens, note } = it;
  const isLocked = isLockedFor(layout);
  return (
    <Layout title="Access for programs" place="tokens" layout={layout} stays={note !== null}>
      <header class="hero">
        <h1>Access for programs</h1>
      </header>
      {note === null ? null : <Note note={note} origin={it.origin} />}
      <section class="import">
        <p class="lead">
          A feed reader or a dashboard can’t type a password. A token lets it read the feeds, the
          calendar and the JSON below, and nothing else: with a token nobody can change anything.
        </p>
        <p class="small">{it.isPrivate ? PRIVATE : PUBLIC}</p>
        {isLocked ? <Locked /> : <MakeForm longestName={it.longestName} />}
        <p class="small">
          Up to {it.mostTokens} tokens; {tokens.length} so far. One for each program is best: then
          each can be revoked on its own.
        </p>
      </section>
      <ul class="lists">
        {tokens.map((token) => (
          <TokenItem token={token} isLocked={isLocked} now={layout.now} />
        ))}
      </ul>
      <Addresses origin={it.origin} />
    </Layout>
  );
}

const PRIVATE = "This page is private, so these addresses need a token or the password.";
const PUBLIC =
  "This page isn’t private, so these addresses are open without a token too. A token keeps working if you make it private.";

function Note({ note, origin }: { note: TokensNote; origin: string }) {
  if ("problem" in note) {
    return (
      <section class="note failure" role="alert" tabindex={-1} autofocus>
        <p>{note.problem}</p>
      </section>
    );
  }
  if (note.done === "revoked") {
    return (
      <section class="note taken">
        <p>The token was revoked. Whatever used it no longer gets an answer.</p>
      </section>
    );
  }
  return (
    <section class="note taken" tabindex={-1} autofocus>
      <p>
        The token for “{note.name}”. <strong>Copy it now: it won’t be shown again.</strong>
      </p>
      <p>
        <code class="token">{note.token}</code>
      </p>
      <p class="small">
        It goes in the header <code>Authorization: Bearer {"…"}</code> or, if a program only takes
        an address, at the end of it. The feed, for example:
      </p>
      <p>
        <code class="token">
          {origin}/feed.atom?token={note.token}
        </code>
      </p>
    </section>
  );
}

function Locked() {
  return (
    <p class="note locked">
      This page has no password yet, so nobody can change anything. Set one first:{" "}
      <code>npx wrangler secret put ADMIN_PASSWORD</code>
    </p>
  );
}

function MakeForm({ longestName }: { longestName: number }) {
  return (
    <form class="list-form" method="post" action="/tokens">
      <label>
        What is it for?
        <input
          name="name"
          type="text"
          required
          maxlength={longestName}
          placeholder="Feed reader"
          autocomplete="off"
        />
      </label>
      <button class="button accent">Make a token</button>
    </form>
  );
}

interface TokenItemProps {
  token: TokenView;
  isLocked: boolean;
  now: number;
}

function TokenItem({ token: { id, name, createdAt, usedAt }, isLocked, now }: TokenItemProps) {
  return (
    <li class="list">
      <h2 dir="auto">{name}</h2>
      <p class="small">
        Made <Moment at={createdAt} now={now} />
        {usedAt === null ? ", never used" : `, last used on ${dayIn(usedAt)}`}
      </p>
      {isLocked ? null : (
        <form method="post" action="/tokens/revoke">
          <input type="hidden" name="id" value={String(id)} />
          <button class="quiet" aria-label={`Revoke ${name}`}>
            Revoke
          </button>
        </form>
      )}
    </li>
  );
}

function dayIn(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 10);
}

const ADDRESSES: [path: string, what: string][] = [
  ["/feed.atom", "what came to my services, for a feed reader"],
  ["/feed.json", "the same, as JSON Feed"],
  ["/calendar.ics", "what’s coming, for a calendar"],
  ["/radarr.json", "what isn’t on my services, for Radarr’s custom lists"],
  ["/api/summary", "numbers and what’s new, for a dashboard"],
  ["/api/pick", "one film for tonight"],
  ["/api/films", "every film, and where it’s offered"],
  ["/openapi.json", "all of them, described for programs"],
];

function Addresses({ origin }: { origin: string }) {
  return (
    <section class="import-last">
      <h2>What a token opens</h2>
      <ul class="addresses">
        {ADDRESSES.map(([path, what]) => (
          <li>
            <a href={path}>
              {origin}
              {path}
            </a>
            , {what}
          </li>
        ))}
      </ul>
    </section>
  );
}
