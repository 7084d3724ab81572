// What a stranger finds on the port at home beside the app itself: nothing of miniflare's own tools.

import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { ENOUGH, startHome } from "./home-program.ts";

const TOOLS = ["scheduled?cron=@start", "email", "explorer", "explorer/api", "r2/public", "r2/s3"];

test("a developer's tools are not there, by whatever name they are asked", async () => {
  const home = await startHome({ ...ENOUGH, ADMIN_PASSWORD: "correct horse", PRIVATE: "true" });
  await home.said("ready");
  for (const tool of TOOLS) {
    const path = `/cdn-cgi/local/${tool}`;
    expect(await ask(home.url, "GET", path)).toBe(401);
    expect(await ask(home.url, "POST", path)).toBe(401);
    expect(await ask(home.url, "GET", "/", { "MF-Original-URL": `http://localhost${path}` })).toBe(
      401,
    );
  }
  const proxy = "/cdn-cgi/local/platform-proxy";
  const call = { "MF-Op": "GET", "MF-Op-Target": "0", "MF-Op-Key": "env" };
  expect(await ask(home.url, "GET", proxy)).toBe(401);
  expect(await ask(home.url, "GET", proxy, call)).toBe(401);
  expect(await ask(home.url, "GET", proxy, { ...call, "MF-Op-Secret": "00" })).toBe(401);
});

test("no header of miniflare's leads past the password, or away from the app and its headers", async () => {
  const home = await startHome({ ...ENOUGH, ADMIN_PASSWORD: "correct horse" });
  await home.said("ready");
  for (const headers of [
    { "MF-Original-URL": "http://localhost/healthz" },
    { "MF-Original-URL": "data:text/html,<script>alert(1)</script>" },
    { "MF-Original-URL": "no address" },
    { "MF-Disable-Pretty-Error": "no" },
    { "MF-Route-Override": "watchwhere" },
    { "MF-Route-Override": "core:entry" },
    { "MF-Custom-Fetch-Service": "x" },
    { "MF-Proxy-Shared-Secret": "x" },
    { "MF-CF-Blob": "{}" },
    { "MF-CF-Blob": "x" },
    { "CF-Connecting-IP": "127.0.0.1" },
    { "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "localhost" },
  ]) {
    expect(await ask(home.url, "POST", "/refresh", headers)).toBe(401);
    expect(await policy(home.url, headers)).toContain("default-src 'none'");
  }
  expect(home.log.filter(({ trigger }) => trigger === "button")).toEqual([]);
  expect((await fetch(`${home.url}/healthz`)).status).toBe(200);
});

test("what no browser sends is refused, and is no fault of ours", async () => {
  const home = await startHome(ENOUGH);
  await home.said("ready");
  const form = "Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
  for (const lines of [
    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
    "GET / HTTP/1.1\r\n",
    `POST /services HTTP/1.1\r\n${form}Transfer-Encoding: chunked\r\n\r\nZZ\r\nform=1\r\n0\r\n`,
    `POST /refresh HTTP/1.1\r\n${form}Transfer-Encoding: chunked\r\n\r\n5\r\nform=1\r\n0\r\n`,
  ]) {
    expect(`${lines}: ${await sendRaw(home.url, lines)}`).toBe(
      `${lines}: HTTP/1.1 400 Bad Request`,
    );
  }
  expect(await sendRaw(home.url, "GET / HTTP/1.1\r\nHost: a b%%/\\?#\r\n")).not.toContain(" 500 ");
  expect(home.log.filter(({ event }) => event === "request-failed")).toEqual([]);
});

test("uploads that hang up leave their place to others", async () => {
  const home = await startHome(ENOUGH);
  await home.said("ready");
  const { hostname, port } = new URL(home.url);
  for (let i = 0; i < 5; i++) {
    const socket = connect(Number(port), hostname);
    const head = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000\r\n";
    socket.write(`POST /import HTTP/1.1\r\nHost: x\r\n${head}\r\n--b\r\n`);
    socket.on("error", () => {});
    await sleep(200);
    socket.resetAndDestroy();
  }
  const form = new FormData();
  form.set(
    "file",
    new File(["Date,Name,Year,Letterboxd URI\n2024-01-01,One,2001,\n"], "watchlist.csv"),
  );
  // The last of them may take a moment to be noticed.
  await expect
    .poll(async () => (await fetch(`${home.url}/import`, { method: "POST", body: form })).status, {
      timeout: 20_000,
    })
    .toBe(200);
});

/** The first line of the answer. */
async function sendRaw(url: string, lines: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`${lines}\r\n`);
  const [answer] = await once(socket, "data");
  socket.destroy();
  return String(answer).split("\r\n")[0] ?? "";
}

async function policy(url: string, headers: Record<string, string>): Promise<string | null> {
  return (await fetch(url, { headers })).headers.get("Content-Security-Policy");
}

async function ask(url: string, method: string, path: string, headers = {}): Promise<number> {
  const [answer] = await once(request(url + path, { method, headers }).end(), "response");
  const { statusCode, resume } = answer as { statusCode: number; resume: () => void };
  resume.call(answer);
  return statusCode;
}
