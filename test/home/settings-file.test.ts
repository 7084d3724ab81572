import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseSettingsFile, readSettingsFile, unknownNames } from "../../src/home/settings-file.ts";
import { ENOUGH, makeFolder, startHome } from "./home-program.ts";

test.each([
  "ADMIN_PASSWORD=correcth#orse9",
  "ADMIN_PASSWORD=#orse9",
  "COUNTRY=GB\r\n  REFRESH_SCHEDULE = 0 0 * * 0#1",
])("a value that a # would cut short is refused, and not repeated (%s)", (text) => {
  expect(() => parseSettingsFile(text)).toThrow(/ in \.dev\.vars has a # in it.*quotes/);
  expect(() => parseSettingsFile(text)).not.toThrow("orse9");
});

test("quotes keep a #, a comment is a comment, and a mark before the first name is passed over", () => {
  const text = '\uFEFFCOUNTRY=GB # where I live\n# A_B=c#d\nADMIN_PASSWORD="correct #horse#"\n';
  expect(parseSettingsFile(text)).toEqual({ COUNTRY: "GB", ADMIN_PASSWORD: "correct #horse#" });
});

test.each([
  ["UTF-16 with its mark", Buffer.from("\uFEFFCOUNTRY=GB\n", "utf16le"), "saved as UTF-16"],
  ["UTF-16 the other way round", Buffer.from("feff0043004f", "hex"), "saved as UTF-16"],
  ["UTF-16 without one", Buffer.from("COUNTRY=GB\n", "utf16le"), "saved as UTF-16"],
  ["Latin-1", Buffer.from("ADMIN_PASSWORD=Gr\u00fc\u00dfe123\n", "latin1"), "not saved as UTF-8"],
])("a file in another encoding is said to be one: %s", (_, bytes, words) => {
  const file = join(makeFolder(), ".dev.vars");
  writeFileSync(file, bytes);
  expect(() => readSettingsFile(file)).toThrow(words);
  expect(() => readSettingsFile(file)).not.toThrow("123");
});

test("accents and a mark in front are read where the file is UTF-8, and none is no file", () => {
  const folder = makeFolder();
  writeFileSync(join(folder, ".dev.vars"), "\uFEFFADMIN_PASSWORD=Gr\u00fc\u00dfe\n");
  expect(readSettingsFile(join(folder, ".dev.vars"))).toEqual({
    ADMIN_PASSWORD: "Gr\u00fc\u00dfe",
  });
  expect(readSettingsFile(join(folder, "other"))).toBeNull();
});

test("a name that is not a setting is named also when a setting is wrong", async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, ".dev.vars"), "COUNTYR=GB\nLETTERBOXD_USERNAME=\n");
  const home = await startHome({ SETTINGS_DIR: folder });
  expect(await home.ended).toBe(1);
  expect(home.errors()).toContain("COUNTRY: not set");
  expect(home.errors()).toContain("COUNTYR in .dev.vars is not a setting: is it misspelt?");
});

test("a name that is not a setting is named", async () => {
  expect(unknownNames({ ADMIN_PASSWROD: "x", ADMIN_PASSWORD: "y", PORT: "1" })).toEqual([
    "ADMIN_PASSWROD",
  ]);
  const folder = makeFolder();
  writeFileSync(join(folder, ".dev.vars"), "REFRESH_SHEDULE=0 4 * * *\n");
  const home = await startHome({ ...ENOUGH, SETTINGS_DIR: folder });
  await home.said("ready");
  const notes = home.log.filter(({ event }) => event === "settings-note");
  expect(notes.map(({ note }) => note)).toEqual([
    "REFRESH_SHEDULE in .dev.vars is not a setting: is it misspelt?",
  ]);
});
