import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHomeSettings, type HomeSettings } from "../../src/home/home-settings.ts";
import { PROJECT_DIR } from "../../src/home/project.ts";
import { makeFolder, startHome } from "./home-program.ts";

function settingsOf(environment: Record<string, string>): HomeSettings | null {
  const reading = readHomeSettings(environment);
  return reading.ok ? reading.settings : null;
}

function problemsOf(environment: Record<string, string>): Record<string, string> {
  const reading = readHomeSettings(environment);
  if (reading.ok) return {};
  return Object.fromEntries(reading.problems.map(({ setting, message }) => [setting, message]));
}

test("what is not set, or set to nothing, has its standard", () => {
  const standard = { port: 8000, host: "127.0.0.1", dataDir: join(PROJECT_DIR, "data") };
  expect(settingsOf({})).toEqual(standard);
  expect(settingsOf({ PORT: "", HOST: " ", DATA_DIR: "" })).toEqual(standard);
  expect(settingsOf({ PORT: ' "9000" ', HOST: "::" })).toMatchObject({ port: 9000, host: "::" });
});

test("the home folder is understood as a shell writes it", () => {
  for (const home of ["~", "$HOME", "${HOME}"]) {
    expect(settingsOf({ DATA_DIR: home })?.dataDir).toBe(homedir());
    expect(settingsOf({ DATA_DIR: `${home}/films` })?.dataDir).toBe(join(homedir(), "films"));
  }
});

test("what only a shell would understand makes no folder of that name", () => {
  for (const text of [
    "~dave/films",
    "$XDG_DATA_HOME/films",
    "$HOMES",
    "%USERPROFILE%",
    "$(pwd)/x",
  ]) {
    expect(problemsOf({ DATA_DIR: text }).DATA_DIR).toContain(`"${text}" would be a folder`);
  }
});

test("a folder of such a name that is there already stays in use", () => {
  const folder = join(makeFolder(), "$films");
  mkdirSync(folder);
  expect(settingsOf({ DATA_DIR: folder })?.dataDir).toBe(folder);
});

test("a value that is wrong is repeated", () => {
  const problems = problemsOf({ PORT: "80000", HOST: "x86_64-conda-linux-gnu" });
  expect(problems.PORT).toContain('"80000" is not a port');
  expect(problems.HOST).toContain('"x86_64-conda-linux-gnu" is not an address');
});

test("what comes from the shell is said to, since .dev.vars cannot mend it", async () => {
  const home = await startHome({ HOST: "x86_64-conda-linux-gnu", TZ: ":/etc/localtime" });
  expect(await home.ended).toBe(1);
  expect(home.errors()).toContain('HOST: "x86_64-conda-linux-gnu"');
  expect(home.errors()).toContain('TZ: ":/etc/localtime"');
  expect(home.errors()).toContain("not from .dev.vars: TZ, HOST.");
  expect(home.errors()).toContain("unset TZ HOST");
});
