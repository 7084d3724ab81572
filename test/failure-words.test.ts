import { describe, expect, it } from "vitest";
import { LETTERBOXD_FAILURES } from "../src/failure.ts";
import { FAILURE_WORDS, failureWordsOf } from "../src/failure-words.ts";

const WORDS_OF_LISTS = LETTERBOXD_FAILURES.map(
  (kind) => [`${kind} of a list`, failureWordsOf(kind, "list")] as const,
);

describe.each([...Object.entries(FAILURE_WORDS), ...WORDS_OF_LISTS])(
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

it("does not speak of a watchlist where a list could not be read", () => {
  const kinds = LETTERBOXD_FAILURES.filter((kind) => kind !== "no-such-member");
  for (const kind of kinds) {
    const { what, advice } = failureWordsOf(kind, "list");
    expect(what + advice).not.toMatch(/watchlist|LETTERBOXD_USERNAME/);
  }
  expect(failureWordsOf("private", "watchlist").what).toBe("This watchlist is private.");
  expect(failureWordsOf("no-such-list", "list").what).toBe(
    "Letterboxd has no list at this address.",
  );
});
