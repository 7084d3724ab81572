import { describe, expect, it } from "vitest";
import { createApp } from "../../src/worker.ts";
import { createTestContext } from "../context.ts";

const app = createApp(() => ({ ok: true, context: createTestContext() }));

/** A press of the button, as a proxy at home hands it on. `url` is what the Worker is asked by. */
async function press(headers: Record<string, string>, url = "http://127.0.0.1:8000") {
  const answer = await app.request(`${url}/refresh`, { method: "POST", headers });
  const text = answer.status === 403 ? await answer.text() : "";
  return { isRefused: answer.status === 403, text, leadsTo: answer.headers.get("Location") };
}

const PAGE = "http://nas.lan:8081";

describe("A page at http://nas.lan:8081, behind a proxy", () => {
  it.each([
    { Host: "nas.lan:8081" },
    { Host: "nas.lan" },
    { Host: "NAS.lan" },
    { Host: "nas.lan", "X-Forwarded-Port": "8081" },
    { Host: "app:8000", "X-Forwarded-Host": "nas.lan" },
    { Host: "app:8000", "X-Forwarded-Host": "nas.lan:8081" },
    { Host: "app:8000", "X-Forwarded-Host": "nas.lan, inner", "X-Forwarded-Port": "8081, 80" },
    { Host: "nas.lan", "X-Forwarded-Port": "none" },
  ])("is known by %j", async (headers) => {
    expect((await press({ ...headers, Origin: PAGE })).isRefused).toBe(false);
  });

  it.each([
    { Host: "nas.lan:8082" },
    { Host: "nas.lan", "X-Forwarded-Port": "8082" },
    { Host: "app", "X-Forwarded-Host": "nas.lan:80" },
    { Host: "nas" },
    { Host: "nas.lan.evil.example" },
    { Host: "nas.lan:8081:8081" },
    { Host: "" },
  ])("is not known by %j", async (headers) => {
    expect((await press({ ...headers, Origin: PAGE })).isRefused).toBe(true);
  });

  it("leads back to its view", async () => {
    const { leadsTo } = await press({ Host: "nas.lan", Referer: `${PAGE}/?genre=Horror` });
    expect(leadsTo).toBe("/?genre=Horror");
  });
});

describe("A port that goes without saying", () => {
  it.each([
    ["https://films.example.org", { Host: "films.example.org:443" }],
    ["https://films.example.org", { Host: "films.example.org", "X-Forwarded-Port": "443" }],
    ["https://films.example.org:443", { "X-Forwarded-Host": "films.example.org:443" }],
    ["http://nas.lan", { Host: "nas.lan:80" }],
    ["http://nas.lan:80", { Host: "nas.lan" }],
    ["http://[::1]:8000", { Host: "[::1]:8000" }],
  ])("is the same as one that is said: %s, %j", async (Origin, headers) => {
    expect((await press({ ...headers, Origin })).isRefused).toBe(false);
  });

  it("is 443 where nobody can have left it out", async () => {
    const url = "https://films.example.org";
    expect((await press({ Origin: `${url}:8443` }, url)).isRefused).toBe(true);
    expect((await press({ Origin: url, Host: "films.example.org" }, url)).isRefused).toBe(false);
  });
});

describe("A refusal", () => {
  it("says what was compared with what, and what a proxy should do", async () => {
    const headers = {
      Host: "nas.lan:8000",
      "X-Forwarded-Host": "films.lan",
      "X-Forwarded-Port": "80",
    };
    const { text } = await press({ ...headers, Origin: PAGE });
    expect(text).toContain(
      "Compared was Origin: http://nas.lan:8081 with Host: nas.lan:8000, X-Forwarded-Host: films.lan, X-Forwarded-Port: 80.",
    );
    expect(text).toContain("proxy_set_header Host $http_host");
  });

  it("says what the browser said", async () => {
    const { text } = await press({
      "Sec-Fetch-Site": "cross-site",
      Origin: "http://127.0.0.1:8000",
    });
    expect(text).toContain("The browser says: Sec-Fetch-Site: cross-site.");
  });

  it("repeats no more of a header than is needed, and as text", async () => {
    const { text } = await press({ Origin: `http://${"a".repeat(5000)}<script>` });
    expect(text.length).toBeLessThan(700);
  });
});
