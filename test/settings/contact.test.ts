import { describe, expect, test } from "vitest";
import { readContact } from "../../src/settings/contact.ts";
import { understood } from "../../src/settings/reading.ts";
import { userAgent, VERSION } from "../../src/settings/version.ts";

describe("CONTACT", () => {
  test.each([
    ["ada@example.org", "ada@example.org"],
    ["mailto:ada+films@mail.example.org", "ada+films@mail.example.org"],
    ["https://example.org", "https://example.org/"],
    ["http://bücher.example/über uns", "http://xn--bcher-kva.example/%C3%BCber%20uns"],
  ])("%s is taken", (text, contact) => {
    expect(readContact(text)).toEqual(understood(contact));
  });

  test.each([
    "ada",
    "ada@example",
    "ada@example.org\r\nX-Other: 1",
    "ada@example.org (Ada)",
    "Ada <ada@example.org>",
    "ftp://example.org/",
    "https://ada:secret@example.org/",
    "https://example.org/a)b(",
    "javascript:alert(1)",
    `${"a".repeat(200)}@example.org`,
    `https://example.org/${"ü".repeat(40)}`,
    "https://example.org/0123456789abcdef0123456789abcdef",
  ])("%j is refused with what is expected, and is not repeated", (text) => {
    const reading = readContact(text);
    const message = reading.ok ? "" : reading.message;
    expect(message).toContain("a mail address (ada@example.org)");
    expect(message).not.toContain("secret");
  });
});

test("the program names itself, its version, and whoever wants to be reached", () => {
  expect(VERSION).toMatch(/^\d+\.\d+\.\d+$/);
  expect(userAgent(null)).toBe(`watchwhere/${VERSION}`);
  expect(userAgent("ada@example.org")).toBe(`watchwhere/${VERSION} (ada@example.org)`);
});
