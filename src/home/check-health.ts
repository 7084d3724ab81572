// The container's health check: status 0 as long as the app and its database answer.

import process from "node:process";

const port = process.env.PORT || "8000";
const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
