import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { ENOUGH, isAlive, makeFolder, startHome, type Home } from "./home-program.ts";

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
  await sleep(400);
  home.process.kill("SIGTERM");
  expect(await home.ended).toBe(0);
});

test("killed without warning, it leaves nothing that keeps it from starting again", async () => {
  const dataDir = makeFolder();
  const first = await startHome({ ...ENOUGH, DATA_DIR: dataDir });
  await first.said("refresh-started");
  const leftover = first.workerdPid();
  first.process.kill("SIGKILL");
  await first.ended;
  expect(isAlive(leftover)).toBe(true);

  const { port } = new URL(first.url);
  const second = await startHome({ ...ENOUGH, DATA_DIR: dataDir, PORT: port });
  await second.said("leftover-workerd-ended");
  await second.said("ready");
  expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
});

test("a workerd that dies is started again, and ticked as at the start", async () => {
  const home = await startHome(ENOUGH);
  await home.said("refresh-started");
  process.kill(home.workerdPid(), "SIGKILL");
  await home.said("workerd-restarted");
  expect((await fetch(`${home.url}/healthz`)).status).toBe(200);
});

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
