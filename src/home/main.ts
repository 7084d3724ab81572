// `npm start`: the app at home. This file settles what has to be settled before the rest is loaded, and
// afterwards what is told to the world outside: the exit status, and why it could not start.

import { setFlagsFromString } from "node:v8";
import { CannotStart } from "./cannot-start.ts";

// Loading miniflare lets the heap grow for a speed that nobody needs here, since every request is answered
// by workerd. Kept small from the beginning, it takes about 70 MB less for as long as the program runs.
setFlagsFromString("--optimize-for-size");

const stopping = new AbortController();
// The terminal's Ctrl-C may come twice, from its group and from npm: further ones change nothing.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => stopping.abort());
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
