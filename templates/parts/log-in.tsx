// What stands in place of a control that is not the reader's: who may press it, and the way to log in. /log-in leads back
// to the page that one came from.

import type { LayoutView } from "./layout-view.ts";

/** In place of a button: "Log in to refresh". Without words, a sentence before it says what for. */
export function LogIn({ words = null }: { words?: string | null }) {
  return (
    <a class="quiet log-in" href="/log-in" rel="nofollow">
      Log in{words === null ? null : ` to ${words}`}
    </a>
  );
}

/** In place of a form. `what`: what one would do with it, as in "add a list". Nothing where the reader may do it. */
export function LockedNote({ layout, what }: { layout: LayoutView; what: string }) {
  if (layout.changes === "visitor") {
    return (
      <p class="note locked">
        You need the owner’s password to {what}. <LogIn />
      </p>
    );
  }
  if (layout.changes !== "nobody") return null;
  return (
    <p class="note locked">
      This page has no password yet, so nobody can {what}. Set one first:{" "}
      <code>npx wrangler secret put ADMIN_PASSWORD</code>
    </p>
  );
}

/** Whether this reader may change nothing. */
export function isLockedFor({ changes }: Pick<LayoutView, "changes">): boolean {
  return changes === "visitor" || changes === "nobody";
}
