// The OpenAPI document (3.1, whose schemas are JSON Schema 2020-12).

import * as z from "zod";
import { forgetSafeLimits } from "./parameters.ts";
import { GETS, POSTS, type Operation } from "./paths.ts";
import { named } from "./schemas.ts";

const SCHEMAS = "#/components/schemas/";
const PARAMETERS = "#/components/parameters/";

const SECURITY = {
  token: {
    type: "apiKey",
    in: "query",
    name: "token",
    description: "A token from the page /tokens. It opens every GET here, and nothing else.",
  },
  bearer: { type: "http", scheme: "bearer", description: "The same token, as a header." },
  password: { type: "http", scheme: "basic", description: "Any name, and ADMIN_PASSWORD." },
};

const TO_READ = [{}, { token: [] }, { bearer: [] }, { password: [] }];
const TO_CHANGE = [{}, { password: [] }];

/** `version`: of the app. */
export function openapiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [path, operation] of Object.entries(GETS)) {
    paths[path] = { get: described(operation, TO_READ) };
  }
  for (const [path, operation] of Object.entries(POSTS)) {
    paths[path] = { ...paths[path], post: described(operation, TO_CHANGE) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "watchwhere",
      version,
      description:
        "Where the films of my watchlists stream. Without a password everybody may read; on a private page a token or the password is needed, and every change needs the password where there is one.",
    },
    servers: [{ url: "/" }],
    paths,
    components: { schemas: schemas(), parameters: parametersById(), securitySchemes: SECURITY },
  };
}

function described(operation: Operation, security: readonly object[]): object {
  const { summary, parameters = [], form, answers, isOpen = false } = operation;
  const responses = Object.entries(answers).map(([status, { description, body, type }]) => [
    status,
    body === undefined ? { description } : { description, content: contentOf(body, type) },
  ]);
  if (!isOpen) {
    responses.push(["401", { description: "The token or the password is wrong or missing." }]);
  }
  return {
    summary,
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ id }) => ({ $ref: PARAMETERS + id })),
    }),
    ...(form && { requestBody: formBody(form) }),
    responses: Object.fromEntries(responses) as object,
    security: isOpen ? [] : security,
  };
}

function contentOf(body: z.ZodType | string, type = "application/json"): object {
  if (typeof body === "string")
    return { [type]: { schema: { type: "string", description: body } } };
  const id = named.get(body)?.id;
  if (id === undefined) throw new Error("A body of an answer needs a name: register it.");
  return { [type]: { schema: { $ref: SCHEMAS + id } } };
}

function formBody(form: Record<string, string>): object {
  const properties = Object.entries(form).map(([name, description]) => [
    name,
    { type: "string", description },
  ]);
  return {
    content: {
      "multipart/form-data": {
        schema: { type: "object", properties: Object.fromEntries(properties) as object },
      },
    },
  };
}

function parametersById(): object {
  const all = Object.values(GETS).flatMap(({ parameters = [] }) => parameters);
  return Object.fromEntries(all.map(({ id, ...parameter }) => [id, parameter])) as object;
}

/** Named schemas refer to each other. A later version may add fields, so the document forbids none. */
function schemas(): object {
  const { schemas: all } = z.toJSONSchema(named, {
    uri: (id) => SCHEMAS + id,
    override(context) {
      const { jsonSchema } = context;
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      forgetSafeLimits(context);
    },
  });
  for (const schema of Object.values(all)) {
    delete schema.$id;
    delete schema.$schema;
  }
  return all;
}
