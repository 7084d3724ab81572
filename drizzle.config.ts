import { defineConfig } from "drizzle-kit";

/** `npm run migration` writes the next migration from the schema. wrangler and the home program apply them. */
export default defineConfig({
  dialect: "sqlite",
  schema: ["./src/d1/schema.ts", "./src/d1/old-schema.ts"],
  out: "./migrations",
});
