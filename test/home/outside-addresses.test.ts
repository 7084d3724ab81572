// Every address outside that README, code, pages and pipelines name. Where anybody can take a name, such as at
// GitHub, whoever holds it could have their code run with our users' keys: so each is on a list, with its owner.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_DIR } from "../../src/home/project.ts";

const FILES = [
  "README.md",
  ".dev.vars.example",
  ".ci/run",
  ".github",
  "Dockerfile",
  "docker-compose.yml",
  "knip.json",
  "package.json",
  "src",
  "templates",
  "wrangler.toml",
];

/** Sites of one owner each, whom we mean. */
const SITES = new Set([
  // The neighbours, and what is said to be theirs.
  "letterboxd.com",
  "boxd.it",
  "api.themoviedb.org",
  "image.tmdb.org",
  "www.themoviedb.org",
  "developer.themoviedb.org",
  "www.justwatch.com",
  // Services, for their own search of a title.
  "app.plex.tv",
  "areena.yle.fi",
  "athome.fandango.com",
  "globoplay.globo.com",
  "mubi.com",
  "play.hbomax.com",
  "player.bfi.org.uk",
  "therokuchannel.roku.com",
  "tubitv.com",
  "tv.apple.com",
  "tv.nrk.no",
  "v2.videoland.com",
  "video.unext.jp",
  "watcha.com",
  "www.ardmediathek.de",
  "www.arte.tv",
  "www.bbc.co.uk",
  "www.channel5.com",
  "www.crave.ca",
  "www.criterionchannel.com",
  "www.crunchyroll.com",
  "www.dr.dk",
  "www.hoopladigital.com",
  "www.hotstar.com",
  "www.hulu.jp",
  "www.netflix.com",
  "www.nowtv.com",
  "www.primevideo.com",
  "www.raiplay.it",
  "www.rakuten.tv",
  "www.sbs.com.au",
  "www.svtplay.se",
  "www.videobuster.de",
  "www.wavve.com",
  "www.youtube.com",
  "www.zdf.de",
  "www.zee5.com",
  "www.amazon",
  // Channels of messages, and what their forms are said by.
  "api.telegram.org",
  "discord.com",
  "jsonfeed.org",
  "www.standardwebhooks.com",
  // What the app is made of and deployed to.
  "deploy.workers.cloudflare.com",
  "hono.dev",
  "nodejs.org",
  // Read by people only.
  "crontab.guru",
  "en.wikipedia.org",
  "keepachangelog.com",
  "semver.org",
  "sqlite.org",
  "www.w3.org",
]);

/** Where anybody can take a name: with the name. */
const SHARED = new Set([
  "github.com/cloudflare/workers-sdk",
  "unpkg.com/knip@6",
  "ghcr.io/${GITHUB_REPOSITORY,,}",
]);

/** Names that are nobody's, or this machine's. */
const NOBODY = /^(localhost|127\.0\.0\.1|(.+\.)?example\.(com|org)|name)$/i;

const ACTIONS = new Set(["actions/checkout", "actions/setup-node"]);

const IMAGES = new Set(["node"]);

interface Found {
  file: string;
  address: string;
}

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => listFiles(join(path, name)));
}

const TEXTS = FILES.flatMap((path) => listFiles(join(PROJECT_DIR, path)))
  .filter((path) => !/\.(jpg|png)$/.test(path))
  .map((path) => ({ file: relative(PROJECT_DIR, path), text: readFileSync(path, "utf8") }));

/** The first group of each match. */
function find(pattern: RegExp, isLookedAt: (file: string) => boolean = () => true): Found[] {
  return TEXTS.filter(({ file }) => isLookedAt(file)).flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([, address = ""]) => ({ file, address })),
  );
}

function isKnown(address: string): boolean {
  const [host = ""] = address.split("/");
  const [name] = host.toLowerCase().split(":");
  if (NOBODY.test(name ?? "") || SITES.has(host)) return true;
  return [...SHARED].some(
    (known) =>
      address === known ||
      (/^[/:"]/.test(address.slice(known.length)) && address.startsWith(known)),
  );
}

test("every address outside is on a list", () => {
  const found = find(/(?:https?:)?\/\/((?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:\/[^\s"'`<>)\]]*)?)/gi);
  const registries = find(/\b((?:ghcr\.io|docker\.io|quay\.io|registry\.[\w.-]+)\/\S+)/g);
  expect(found.length).toBeGreaterThan(30);
  expect([...found, ...registries].filter(({ address }) => !isKnown(address))).toEqual([]);
});

test("no more is on the list than there is", () => {
  const all = TEXTS.map(({ text }) => text).join("\n");
  const names = [...SITES, ...SHARED, ...ACTIONS];
  expect(names.filter((name) => !all.includes(name))).toEqual([]);
});

test("every action and every image that a pipeline or the container runs is on a list, actions by their commit", () => {
  const actions = find(/uses: ([^@\s]+)@[0-9a-f]{40} # v\d/g);
  expect(find(/(uses: )/g)).toHaveLength(actions.length);
  expect(actions.filter(({ address }) => !ACTIONS.has(address))).toEqual([]);
  const images = find(/^FROM ([^:@\s]+)[:@]/gm, (file) => file === "Dockerfile");
  expect(images.length).toBeGreaterThan(1);
  expect(images.filter(({ address }) => !IMAGES.has(address))).toEqual([]);
});
