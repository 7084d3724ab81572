import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { expect, test } from "vitest";
import { databaseFile } from "../../src/home/database-file.ts";
import { ENOUGH, findFreePort, makeFolder, startHome } from "./home-program.ts";

test("without settings it says all that is missing, what to do, and ends with status 1", async () => {
  const home = await startHome({ PORT: "80000", HOST: "here" });
  expect(await home.ended).toBe(1);
  for (const name of ["LETTERBOXD_USERNAME", "TMDB_API_KEY", "COUNTRY", "PORT", "HOST"]) {
    expect(home.errors()).toContain(name);
  }
  expect(home.errors()).toContain("copy .dev.vars.example to .dev.vars");
});

test("a fresh start makes the database, serves, and begins a refresh by itself", async () => {
  const dataDir = makeFolder();
  const home = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  expect(await home.said("migrated")).toHaveProperty("migrations");
  await home.said("ready");
  const health = await fetch(`${home.url}/healthz`);
  expect(await health.json()).toEqual({ status: "ok" });
  await home.said("refresh-started");

  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  expect(db.prepare("select count(*) as n from refreshes").get()).toEqual({ n: 1 });
  db.close();
});

test("nothing of miniflare's own is served", async () => {
  const home = await startHome(ENOUGH);
  await home.said("ready");
  for (const path of ["local/explorer", "local/scheduled", "handler/scheduled", "mf/scheduled"]) {
    const answer = await fetch(`${home.url}/cdn-cgi/${path}`, {
      headers: { Host: new URL(home.url).host },
    });
    expect(`${path} ${answer.status}`).toBe(`${path} 404`);
  }
});

test("the environment wins over .dev.vars, also where it is empty", async () => {
  const folder = makeFolder();
  writeFileSync(
    join(folder, ".dev.vars"),
    "LETTERBOXD_USERNAME=dave\nCOUNTRY=DE\nTMDB_API_KEY='x'\n",
  );
  const home = await startHome({ SETTINGS_DIR: folder, COUNTRY: "" });
  expect(await home.ended).toBe(1);
  expect(home.errors()).toContain("COUNTRY: not set");
  expect(home.errors()).toContain("TMDB_API_KEY: this is not a TMDB key");
  expect(home.errors()).not.toContain("LETTERBOXD_USERNAME");
});

test("only one runs on a folder, and the other says so", async () => {
  const dataDir = makeFolder();
  const first = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  await first.said("ready");
  const second = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain("is already running on");
});

test("a port that is taken is named, and nothing is built or migrated for it", async () => {
  const port = String(await findFreePort());
  const first = await startHome({ ...ENOUGH, PORT: port });
  await first.said("ready");
  const second = await startHome({ ...ENOUGH, PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain(`Port ${port} is taken`);
  expect(second.log).toEqual([]);
});

test("a folder that cannot be made is named", async () => {
  const home = await startHome({ ...ENOUGH, DATA_DIR: "/dev/null/data" });
  expect(await home.ended).toBe(1);
  expect(home.errors()).toContain("DATA_DIR /dev/null/data");
});

test("it is reached over IPv6 and behind a proxy of another name", async () => {
  const home = await startHome({ ...ENOUGH, HOST: "::" });
  await home.said("ready");
  const port = new URL(home.url).port;
  expect((await fetch(`http://[::1]:${port}/healthz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  const pressing = request(`${home.url}/refresh`, {
    method: "POST",
    headers: {
      Host: "films.example",
      "X-Forwarded-Proto": "https",
      Origin: "https://films.example",
      "Content-Type": "application/x-www-form-urlencoded",
    },
  });
  const [answer] = await once(pressing.end(), "response");
  expect((answer as { statusCode: number }).statusCode).not.toBe(403);
});
