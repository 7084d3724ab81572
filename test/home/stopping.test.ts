import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { PROJECT_DIR } from "../../src/home/project.ts";
import {
  ENOUGH,
  findFreePort,
  isAlive,
  makeFolder,
  startHome,
  workerdPidIn,
  type Home,
} from "./home-program.ts";

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s lets an upload that is under way finish, takes no other, and ends with status 0",
  async (signal) => {
    const home = await startHome(ENOUGH);
    await home.said("refresh-started");
    const workerd = home.workerdPid();
    const upload = beginUpload(home);
    await sleep(200);

    const stoppedAt = performance.now();
    home.process.kill(signal);
    await home.said("stopping");
    await sleep(300);
    const late = fetch(`${home.url}/healthz`).then(
      () => "served",
      () => "refused",
    );
    expect((await upload.finish()).status).toBe(200);
    expect(await late).toBe("refused");

    expect(await home.ended).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(5000);
    expect(isAlive(workerd)).toBe(false);
  },
);

test("Ctrl-C, which reaches every process of the terminal's group, is no worse", async () => {
  const home = await startHome(ENOUGH, { ownGroup: true });
  await home.said("refresh-started");
  const upload = beginUpload(home);
  await sleep(200);
  process.kill(-home.pid, "SIGINT");
  process.kill(-home.pid, "SIGINT");
  await sleep(300);
  expect((await upload.finish()).status).toBe(200);
  expect(await home.ended).toBe(0);
  expect(home.log.map(({ event }) => event)).not.toContain("workerd-restarted");
});

test("a request that never ends does not keep it from stopping within five seconds", async () => {
  const home = await startHome(ENOUGH);
  await home.said("ready");
  beginUpload(home);
  await sleep(200);
  const stoppedAt = performance.now();
  home.process.kill("SIGTERM");
  expect(await home.ended).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(5000);
});

test("told to stop while it is starting, it stops", async () => {
  const home = await startHome(ENOUGH);
  await home.said("migrated");
  home.process.kill("SIGTERM");
  expect(await home.ended).toBe(0);
});

test("killed without warning, it takes workerd with it", async () => {
  const home = await startHome(ENOUGH);
  await home.said("refresh-started");
  const workerd = home.workerdPid();
  expect(isAlive(workerd)).toBe(true);
  home.process.kill("SIGKILL");
  await home.ended;
  expect(await untilGone(workerd, 3000)).toBe(true);
});

test("a workerd that was started later goes with it too", async () => {
  const home = await startHome(ENOUGH);
  await home.said("refresh-started");
  const first = home.workerdPid();
  process.kill(first, "SIGKILL");
  await home.said("workerd-restarted");
  await fetch(`${home.url}/healthz`);
  const second = home.workerdPid();
  expect(second).not.toBe(first);
  home.process.kill("SIGKILL");
  await home.ended;
  expect(await untilGone(second, 3000)).toBe(true);
});

test("a workerd that was left all the same does not keep it from starting again", async () => {
  const dataDir = makeFolder();
  const first = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  await first.said("refresh-started");
  const leftover = first.workerdPid();
  for (const child of childrenOf(first.pid)) if (child !== leftover) process.kill(child, "SIGKILL");
  first.process.kill("SIGKILL");
  await first.ended;
  expect(isAlive(leftover)).toBe(true);

  const { port } = new URL(first.url);
  const second = await startHome({ ...ENOUGH, DATA_DIR: dataDir, PORT: port });
  await second.said("leftover-workerd-ended");
  await second.said("ready");
  expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
});

test("started on a copy of its folder, it leaves the first one alone", async () => {
  const [dataDir, copy] = [makeFolder(), makeFolder()];
  const first = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  await first.said("refresh-ended");
  const workerd = first.workerdPid();
  cpSync(dataDir, copy, { recursive: true });
  const second = await startHome({ ...ENOUGH, DATA_DIR: copy });
  await second.said("ready");
  expect(second.log.map(({ event }) => event)).not.toContain("leftover-workerd-ended");
  expect(isAlive(workerd)).toBe(true);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  expect(first.log.map(({ event }) => event)).not.toContain("workerd-restarted");
});

test("npm, told to stop alone, stops it", async () => {
  const { PATH = "" } = process.env;
  const [dataDir, port] = [makeFolder(), await findFreePort()];
  const own = { SETTINGS_DIR: tmpdir(), DATA_DIR: dataDir, PORT: String(port) };
  const npm = spawn("npm", ["start"], {
    cwd: PROJECT_DIR,
    env: { PATH, HOME: tmpdir(), ...ENOUGH, ...own },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const lines = createInterface(npm.stdout);
  for await (const line of lines) if (line.includes('"refresh-started"')) break;
  const workerd = workerdPidIn(dataDir);
  expect(isAlive(workerd)).toBe(true);
  npm.kill("SIGTERM");
  expect(await untilGone(workerd, 8000)).toBe(true);
});

test("a workerd that dies is started again, and ticked as at the start", async () => {
  const home = await startHome(ENOUGH);
  await home.said("refresh-started");
  process.kill(home.workerdPid(), "SIGKILL");
  await home.said("workerd-restarted");
  expect((await fetch(`${home.url}/healthz`)).status).toBe(200);
});

async function untilGone(pid: number, withinMs: number): Promise<boolean> {
  for (const end = performance.now() + withinMs; performance.now() < end; await sleep(50)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

function childrenOf(pid: number): number[] {
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" });
  return children.trim().split(/\s+/).map(Number);
}

/** An upload that has sent all but its last bytes. */
function beginUpload(home: Home) {
  const body =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="watchlist.csv"\r\n\r\n' +
    "Date,Name,Year,Letterboxd URI\n2024-01-01,Heat,1995,https://boxd.it/2bg8\n\r\n--x--\r\n";
  const sending = request(`${home.url}/import`, {
    method: "POST",
    agent: false,
    headers: {
      "Content-Type": "multipart/form-data; boundary=x",
      "Content-Length": body.length,
      Accept: "application/json",
    },
  });
  sending.on("error", () => {});
  sending.write(body.slice(0, -5));
  return {
    async finish(): Promise<{ status: number | undefined }> {
      const answered = once(sending, "response");
      sending.end(body.slice(-5));
      const [answer] = await answered;
      return { status: (answer as { statusCode?: number }).statusCode };
    },
  };
}
