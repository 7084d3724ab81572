// `npm start`: the app at home. This file settles what has to be settled before the rest is loaded, and
// afterwards what is told to the world outside: the exit status, and why it could not start.

import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { CannotStart } from "./cannot-start.ts";
import { PROJECT_DIR } from "./project.ts";

// Loading miniflare lets the heap grow for a speed that nobody needs here, since every request is answered
// by workerd. Kept small from the beginning, it takes about 70 MB less for as long as the program runs.
setFlagsFromString("--optimize-for-size");
// What was compiled at the last start need not be compiled again: a quarter of a second.
enableCompileCache(join(PROJECT_DIR, "node_modules/.cache/compiled"));

const stopping = new AbortController();
// The terminal's Ctrl-C may come twice, from its group and from npm: further ones change nothing.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => stopping.abort());
}
// npm passes SIGTERM on to the shell that it runs us in, and no further: the shell dies, and we would go on.
if (process.env.npm_lifecycle_event !== undefined) {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) stopping.abort();
  }, 500).unref();
}

try {
  const { runHome } = await import("./run-home.ts");
  await runHome(stopping.signal);
} catch (error) {
  // What fails because it was broken off has not failed.
  if (stopping.signal.aborted) process.exit(0);
  const why =
    error instanceof CannotStart ? `\nwatchwhere cannot start.\n${error.message}\n` : error;
  console.error(why);
  process.exit(1);
}
process.exit(0);
