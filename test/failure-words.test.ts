import { describe, expect, it } from "vitest";
import { FAILURE_WORDS } from "../src/failure-words.ts";

describe.each(Object.entries(FAILURE_WORDS))(
  "the words of the failure %s",
  (_, { what, advice }) => {
    it("are whole sentences that say what is so, and what to do", () => {
      for (const sentences of [what, advice]) expect(sentences).toMatch(/^[A-Z].*\.$/);
    });

    it("are set with a typographic apostrophe", () => {
      expect(what + advice).not.toContain("'");
    });
  },
);
