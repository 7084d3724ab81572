import { describe, expect, it } from "vitest";
import { cutText } from "../../src/limits/cut-text.ts";

describe("a text from outside", () => {
  it("stays as it is up to its longest length", () => {
    expect(cutText("Amélie\n🎬", 9)).toBe("Amélie\n🎬");
    expect(cutText("", 9)).toBe("");
  });

  it("is cut at a character, and says so", () => {
    expect(cutText("abcdef", 5)).toBe("abcd…");
    expect(cutText("🎬🎬🎬", 5)).toBe("🎬🎬…");
    expect(cutText("🎬🎬🎬", 4)).toBe("🎬…");
  });

  it("is of whole characters, also where halves came", () => {
    expect(cutText("a\ud83cb", 9)).toBe("a\ufffdb");
    expect(cutText("\udfac", 9)).toBe("\ufffd");
  });

  it("has no control characters but line breaks and tabs", () => {
    expect(cutText("a\0b\u001b[1mc\u0085\td\r\n", 20)).toBe("ab[1mc\td\r\n");
  });
});
