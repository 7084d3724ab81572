// Deploys to Cloudflare, after checking what that needs before anything is created. It knows wrangler only as
// a function that it is given, so that its decisions can be tested without an account.

import { problemsText, readSettings, SETTING_NAMES } from "../settings/index.ts";
import { CannotStart } from "./cannot-start.ts";

/** Runs one wrangler command and returns its output. `shown`: the output goes to the owner's terminal. */
export type Wrangler = (args: string[], options?: { shown: boolean }) => WranglerAnswer;

export interface WranglerAnswer {
  ok: boolean;
  output: string;
}

export interface Target {
  database: { name: string; binding: string; id?: string | undefined };
  queues: string[];
  /** What is in .dev.vars. */
  written: Record<string, string | undefined>;
  /** Cloudflare itself builds: nobody is there to ask, and the app will say what is missing. */
  unattended: boolean;
}

/** Settings about where the program runs, which a deployment does not take along. */
const HOME_ONLY = new Set(["AT_HOME", "SAMPLE_DATA"]);

const NO_SUCH_WORKER = /10007|not found|does not exist/i;

/** Throws, in words, what is missing. `say` is called before each step. */
export function deploy(
  wrangler: Wrangler,
  target: Target,
  { say, saveSecrets }: { say: (step: string) => void; saveSecrets: (json: string) => string },
): void {
  checkLogin(wrangler(["whoami", "--json"]));
  const sent = chooseSettings(target, listSecrets(wrangler));
  provideDatabase(wrangler, target, say);
  for (const queue of target.queues) provideQueue(wrangler, queue, say);

  say("Bringing the database up to date");
  must(wrangler, ["d1", "migrations", "apply", target.database.binding, "--remote"]);

  say("Deploying");
  // Keeps what the owner has set in the dashboard.
  const args = ["deploy", "--keep-vars"];
  const secrets = Object.entries(sent).filter(([, value]) => value !== "");
  if (secrets.length > 0) {
    args.push(`--secrets-file=${saveSecrets(JSON.stringify(Object.fromEntries(secrets)))}`);
  }
  // An empty name means that films come by export only. A secret cannot be empty, but a variable can.
  if (sent.LETTERBOXD_USERNAME === "") args.push("--var=LETTERBOXD_USERNAME:");
  must(wrangler, args);
}

function checkLogin({ ok, output }: WranglerAnswer): void {
  if (ok) return;
  // It says so itself, in JSON. Whatever else it says is why nobody could be asked.
  if (output.trim() === "" || /"loggedIn":\s*false/.test(output)) {
    throw new CannotStart("wrangler is not logged in to Cloudflare yet: run npx wrangler login");
  }
  throw new CannotStart(
    `Cloudflare could not be asked whose account this is. Nothing was changed. wrangler says:\n${output.trim()}`,
  );
}

/** The settings to send. Throws if they are not complete, even with the secrets that are stored already. */
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
      `These settings are missing or wrong:\n${problemsText(problems)}\n` +
        "Write them into .dev.vars, a copy of .dev.vars.example, and deploy again: they are sent from there.",
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

/** Empty if the Worker does not exist yet. */
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
  // Its advice to write an id into wrangler.toml is not for us: the database is found by its name.
  must(wrangler, ["d1", "create", database.name, "--update-config=false"], { shown: false });
}

function provideQueue(wrangler: Wrangler, queue: string, say: (step: string) => void): void {
  if (wrangler(["queues", "info", queue]).ok) return;
  say(`Creating the queue ${queue}`);
  must(wrangler, ["queues", "create", queue], { shown: false });
}

function must(wrangler: Wrangler, args: string[], options = { shown: true }): WranglerAnswer {
  const answer = wrangler(args, options);
  if (answer.ok) return answer;
  const command = args.filter((arg) => !arg.startsWith("--secrets-file")).join(" ");
  const why = options.shown
    ? "wrangler says why above."
    : `wrangler says:\n${answer.output.trim()}`;
  throw new CannotStart(
    `This failed: npx wrangler ${command}\n${why}\n` +
      "What was made before that stays, and will be found again: once the cause is fixed, run npm run deploy again.",
  );
}

/** The `name` of each element of the JSON list in wrangler's output. */
function namesIn(output: string): string[] {
  const list: unknown = JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
  const names: string[] = [];
  for (const element of Array.isArray(list) ? list : []) {
    const { name } = element as { name?: unknown };
    if (typeof name === "string") names.push(name);
  }
  return names;
}
