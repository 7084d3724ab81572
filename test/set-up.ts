// Before each file of tests: an empty D1 inside workerd, with the real migrations. Files share a Worker, since starting one
// takes longer than most of them.
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";

await reset();
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
