import { describe, expect, test } from "vitest";
import { deploy, type Target, type WranglerAnswer } from "../../src/home/deployment.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const SETTINGS = { LETTERBOXD_USERNAME: "dave", TMDB_API_KEY: KEY, COUNTRY: "GB" };
const WRITTEN = { ...SETTINGS, PORT: "9000", AT_HOME: "true" };

/** An account of Cloudflare's as far as wrangler shows it, and the commands that it was given. */
function makeAccount(has: { login?: boolean; secrets?: string[]; made?: boolean } = {}) {
  const { login = true, secrets, made = false } = has;
  const commands: string[] = [];
  const saved: Record<string, string>[] = [];
  const answers: Record<string, () => WranglerAnswer> = {
    whoami: () => ({ ok: login, output: "" }),
    secret: () =>
      secrets === undefined
        ? { ok: false, output: "This Worker does not exist on your account. [code: 10007]" }
        : {
            ok: true,
            output: JSON.stringify(secrets.map((name) => ({ name, type: "secret_text" }))),
          },
    "d1 list": () => ({ ok: true, output: made ? '[{"name":"watchwhere"}]' : "[]" }),
    "queues info": () => ({ ok: made, output: "" }),
  };
  return {
    commands,
    saved,
    deploy(target: Partial<Target> = {}) {
      deploy(
        (args) => {
          commands.push(args.join(" "));
          const answer = answers[args[0] ?? ""] ?? answers[args.slice(0, 2).join(" ")];
          return answer?.() ?? { ok: true, output: "" };
        },
        {
          database: { name: "watchwhere", binding: "DB" },
          queues: ["watchwhere-pages"],
          written: WRITTEN,
          unattended: false,
          ...target,
        },
        {
          say: () => {},
          saveSecrets: (json) => {
            saved.push(JSON.parse(json) as Record<string, string>);
            return "/tmp/secrets.json";
          },
        },
      );
    },
    /** What was not only looked at. */
    made: () => commands.filter((command) => /create|apply|^deploy/.test(command)),
  };
}

describe("a deployment", () => {
  test("makes what is missing, brings the database up to date, and only then deploys", () => {
    const account = makeAccount();
    account.deploy();
    expect(account.made()).toEqual([
      "d1 create watchwhere --update-config=false",
      "queues create watchwhere-pages",
      "d1 migrations apply DB --remote",
      "deploy --keep-vars --secrets-file=/tmp/secrets.json",
    ]);
    expect(account.saved).toEqual([SETTINGS]);
    expect(account.commands.join(" ")).not.toContain(KEY);
  });

  test("of a copy that is there makes nothing new, and sends nothing where nothing is written", () => {
    const account = makeAccount({ made: true, secrets: Object.keys(WRITTEN) });
    account.deploy({ written: {} });
    expect(account.made()).toEqual(["d1 migrations apply DB --remote", "deploy --keep-vars"]);
  });

  test("without a login makes nothing and says how to log in", () => {
    const account = makeAccount({ login: false });
    expect(() => account.deploy()).toThrow("npx wrangler login");
    expect(account.made()).toEqual([]);
  });

  test("without all settings makes nothing and names them", () => {
    const account = makeAccount({ secrets: ["COUNTRY"] });
    expect(() => account.deploy({ written: { LETTERBOXD_USERNAME: "settings" } })).toThrow(
      /LETTERBOXD_USERNAME: .*\n.*TMDB_API_KEY: not set/,
    );
    expect(account.made()).toEqual([]);
  });

  test("where Cloudflare itself builds, settings may be missing but not wrong", () => {
    makeAccount().deploy({ written: {}, unattended: true });
    const account = makeAccount();
    expect(() => account.deploy({ written: { COUNTRY: "XX" }, unattended: true })).toThrow(
      "COUNTRY",
    );
  });

  test("a name set to nothing goes along as a variable, since no secret can be empty", () => {
    const account = makeAccount();
    account.deploy({ written: { ...WRITTEN, LETTERBOXD_USERNAME: "" } });
    expect(account.made().at(-1)).toContain("--var=LETTERBOXD_USERNAME:");
    expect(account.saved[0]).not.toHaveProperty("LETTERBOXD_USERNAME");
  });

  test("a database whose id is written down is not looked for", () => {
    const account = makeAccount();
    account.deploy({ database: { name: "other", binding: "DB", id: "1234" } });
    expect(account.commands.join("\n")).not.toContain("d1 list");
  });
});
