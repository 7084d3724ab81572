// The container's health check: status 0 as long as the app says that it is well. Else `docker inspect` shows its words.

import process from "node:process";

const port = process.env.PORT || "8000";
const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
console.log(answer === null ? "Nothing answers." : await answer.text());
process.exit(answer?.ok ? 0 : 1);
