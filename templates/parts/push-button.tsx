// "Notify me on this device". Its script shows the button where the browser takes messages, and says why where it does not.

import type { Child } from "hono/jsx";
import { LogIn } from "./log-in.tsx";
import type { LayoutView } from "./layout-view.ts";

export function PushButton({ layout, children }: { layout: LayoutView; children?: Child }) {
  if (layout.changes === "visitor") {
    return (
      <p class="push">
        <LogIn words="be notified on this device" />
      </p>
    );
  }
  if (layout.changes === "nobody") return null;
  return (
    <section class="push" data-push="">
      <button type="button" class="button" hidden>
        Notify me on this device
      </button>
      {children}
      <output class="small" data-said="" hidden></output>
      <script type="module" src={layout.assets.pushJs}></script>
    </section>
  );
}
