import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseSettingsFile, unknownNames } from "../../src/home/settings-file.ts";
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

test("a name that is no setting is named", async () => {
  expect(unknownNames({ ADMIN_PASSWROD: "x", ADMIN_PASSWORD: "y", PORT: "1" })).toEqual([
    "ADMIN_PASSWROD",
  ]);
  const folder = makeFolder();
  writeFileSync(join(folder, ".dev.vars"), "REFRESH_SHEDULE=0 4 * * *\n");
  const home = await startHome({ ...ENOUGH, SETTINGS_DIR: folder });
  await home.said("ready");
  const notes = home.log.filter(({ event }) => event === "settings-note");
  expect(notes.map(({ note }) => note)).toEqual([
    "REFRESH_SHEDULE in .dev.vars is no setting: is it misspelt?",
  ]);
});
