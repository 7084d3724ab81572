// The way to the other home: what a deployment to Cloudflare needs, looked at before anything is made. It
// knows wrangler only as a command that it is given, so that its decisions can be tried without an account.

import { problemsText, readSettings, SETTING_NAMES } from "../settings/index.ts";
import { CannotStart } from "./cannot-start.ts";

/** Runs one command of wrangler and answers what it said. `shown`: the owner sees it go by. */
export type Wrangler = (args: string[], options?: { shown: boolean }) => WranglerAnswer;

export interface WranglerAnswer {
  ok: boolean;
  output: string;
}

export interface Target {
  database: { name: string; binding: string; id?: string | undefined };
  queues: string[];
  /** What stands in .dev.vars. */
  written: Record<string, string | undefined>;
  /** Cloudflare itself builds: nobody is there to ask, and the app will say what is missing. */
  unattended: boolean;
}

/** Settings that say where the program runs; no deployment takes them over. */
const HOME_ONLY = new Set(["AT_HOME", "SAMPLE_DATA"]);

const NO_SUCH_WORKER = /10007|not found|does not exist/i;

/** Throws what is missing, in words. `say` is told each step. */
export function deploy(
  wrangler: Wrangler,
  target: Target,
  { say, saveSecrets }: { say: (step: string) => void; saveSecrets: (json: string) => string },
): void {
  if (!wrangler(["whoami", "--json"]).ok) {
    throw new CannotStart("wrangler knows no account of yours yet: npx wrangler login");
  }
  const sent = chooseSettings(target, listSecrets(wrangler));
  provideDatabase(wrangler, target, say);
  for (const queue of target.queues) provideQueue(wrangler, queue, say);

  say("Bringing the database up to date");
  must(wrangler, ["d1", "migrations", "apply", target.database.binding, "--remote"]);

  say("Deploying");
  // What the owner has set in the dashboard stays.
  const args = ["deploy", "--keep-vars"];
  const secrets = Object.entries(sent).filter(([, value]) => value !== "");
  if (secrets.length > 0) {
    args.push(`--secrets-file=${saveSecrets(JSON.stringify(Object.fromEntries(secrets)))}`);
  }
  // Nothing is a value too: no name, films by export only. A secret cannot be empty, a variable can.
  if (sent.LETTERBOXD_USERNAME === "") args.push("--var=LETTERBOXD_USERNAME:");
  must(wrangler, args);
}

/** The settings to send, once they and the secrets that are there already are all that is needed. */
function chooseSettings(target: Target, stored: string[]): Record<string, string> {
  const { written } = target;
  const reading = readSettings(written);
  const problems = reading.ok
    ? []
    : reading.problems.filter(({ setting }) => {
        const isKnownThere = written[setting] === undefined && stored.includes(setting);
        return !isKnownThere && !(target.unattended && written[setting] === undefined);
      });
  if (problems.length > 0) {
    throw new CannotStart(
      `These settings need a look:\n${problemsText(problems)}\n` +
        "Write them into .dev.vars (copy .dev.vars.example), from where they are sent, and deploy again.",
    );
  }
  const names = SETTING_NAMES.filter((name) => !HOME_ONLY.has(name));
  const chosen: Record<string, string> = {};
  for (const name of names) {
    const value = written[name];
    if (value !== undefined && (value !== "" || name === "LETTERBOXD_USERNAME"))
      chosen[name] = value;
  }
  return chosen;
}

/** None where the Worker is not there yet. */
function listSecrets(wrangler: Wrangler): string[] {
  const answer = wrangler(["secret", "list", "--format=json"]);
  if (answer.ok) return namesIn(answer.output);
  if (NO_SUCH_WORKER.test(answer.output)) return [];
  throw new CannotStart(`The secrets of the Worker cannot be listed:\n${answer.output}`);
}

function provideDatabase(
  wrangler: Wrangler,
  { database }: Target,
  say: (step: string) => void,
): void {
  if (database.id !== undefined) return;
  const { output } = must(wrangler, ["d1", "list", "--json"], { shown: false });
  if (namesIn(output).includes(database.name)) return;
  say(`Creating the database ${database.name}`);
  must(wrangler, ["d1", "create", database.name, "--update-config=false"]);
}

function provideQueue(wrangler: Wrangler, queue: string, say: (step: string) => void): void {
  if (wrangler(["queues", "info", queue]).ok) return;
  say(`Creating the queue ${queue}`);
  must(wrangler, ["queues", "create", queue]);
}

function must(wrangler: Wrangler, args: string[], options = { shown: true }): WranglerAnswer {
  const answer = wrangler(args, options);
  if (answer.ok) return answer;
  throw new CannotStart(
    `This failed: npx wrangler ${args.filter((arg) => !arg.startsWith("--secrets-file")).join(" ")}\n${answer.output}`,
  );
}

/** The `name` of each element of the list that stands somewhere in what wrangler said. */
function namesIn(output: string): string[] {
  const list: unknown = JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
  const names: string[] = [];
  for (const element of Array.isArray(list) ? list : []) {
    const { name } = element as { name?: unknown };
    if (typeof name === "string") names.push(name);
  }
  return names;
}
