// "Tell me on this device". Its script shows the button where the browser takes messages, and says why where it does not.

import type { Child } from "hono/jsx";
import type { LayoutView } from "./layout-view.ts";

export function PushButton({ layout, children }: { layout: LayoutView; children?: Child }) {
  return (
    <section class="push" data-push="">
      <button type="button" class="button" hidden>
        Tell me on this device
      </button>
      {children}
      <output class="small" data-said="" hidden></output>
      <script type="module" src={layout.assets.pushJs}></script>
    </section>
  );
}
