import type { Locale } from "../../kernel/caller.ts";
import { PICTURES_BODY_BYTES, RAW_BODY_BYTES } from "../body/read-body.ts";
import type { Endpoint } from "../endpoint.ts";
import { LIMITS } from "../rate-limit/middleware.ts";
import { componentTexts } from "./component-texts.ts";
import { envelopeOf, errorResponseName, type HeaderName, headerRefs } from "./components.ts";
import { type JsonSchema, type SchemaShelf, toJsonSchema } from "./json-schema.ts";

const takesKey = (endpoint: Endpoint) =>
  endpoint.scope !== null && (endpoint.method === "post" || endpoint.method === "put");
const takesIfMatch = (endpoint: Endpoint) => endpoint.method === "put" || endpoint.method === "patch";
const hasBody = (endpoint: Endpoint) => endpoint.body !== undefined || endpoint.carries === "raw";

/** An endpoint as an OpenAPI operation, made of the very schemas that parse its requests. */
export function operationOf(endpoint: Endpoint, locale: Locale, shelf: SchemaShelf): JsonSchema {
  const { operationId, scope, limit } = endpoint;
  const summary = endpoint.summary[locale];
  const status = String(endpoint.status ?? 200);
  const headers: HeaderName[] = ["Request-Id", "Content-Language"];
  if (limit) headers.push("RateLimit", "RateLimit-Policy");
  if (takesKey(endpoint)) headers.push("Idempotency-Replayed");
  if (takesIfMatch(endpoint)) headers.push("ETag");
  const data = toJsonSchema(endpoint.data, `${operationId}_answer`, shelf);
  return {
    operationId,
    tags: [endpoint.tag],
    summary: endpoint.title[locale],
    description: [summary, needs(endpoint, locale)].join("\n\n"),
    security: endpoint.operator ? [{ operator: [] }] : scope ? [{ token: [] }, { client: [scope] }] : [],
    parameters: parametersOf(endpoint, shelf),
    ...(hasBody(endpoint) ? { requestBody: requestBodyOf(endpoint, locale, shelf) } : {}),
    responses: {
      [status]: {
        description: summary,
        headers: headerRefs(...headers),
        content: { "application/json": { schema: envelopeOf(data, locale) } },
      },
      ...Object.fromEntries(
        errorStatusesOf(endpoint).map((code) => [
          String(code),
          { $ref: `#/components/responses/${errorResponseName(code)}` },
        ]),
      ),
    },
  };
}

const NEEDS: Record<Locale, { scope: string; limit: string; nothing: string; operator: string }> = {
  es: {
    scope: "Permiso",
    limit: "Límite",
    nothing: "No necesita token.",
    operator: "Pide la clave del operador.",
  },
  en: {
    scope: "Scope",
    limit: "Limit",
    nothing: "Needs no token.",
    operator: "Asks for the operator's key.",
  },
};

/** What a call needs, in a line: its scope, and the class it is counted in. */
function needs({ scope, operator, limit }: Endpoint, locale: Locale): string {
  const words = NEEDS[locale];
  if (operator) return words.operator;
  if (!scope) return words.nothing;
  const counted = limit ? ` · ${words.limit}: \`${limit}\` (${LIMITS[limit].limit}/60 s)` : "";
  return `${words.scope}: \`${scope}\`${counted}`;
}

/** The statuses that can happen before the verb or in it, by what the endpoint takes. */
function errorStatusesOf(endpoint: Endpoint): number[] {
  const statuses = [500, 503];
  if (endpoint.scope !== null || endpoint.operator || endpoint.carries === "form") statuses.push(401);
  if (endpoint.operator) statuses.push(404, 429);
  if (endpoint.carries === "signed") statuses.push(401, 404);
  if (endpoint.scope !== null) statuses.push(403, 404);
  if (hasBody(endpoint)) statuses.push(400, 413, 415);
  if (hasBody(endpoint) || endpoint.query) statuses.push(422);
  if (takesKey(endpoint)) statuses.push(409);
  if (takesIfMatch(endpoint)) statuses.push(412);
  if (endpoint.limit || endpoint.carries === "form") statuses.push(429);
  return statuses.sort((one, other) => one - other);
}

function parametersOf(endpoint: Endpoint, shelf: SchemaShelf): JsonSchema[] {
  const shared = (name: string) => ({ $ref: `#/components/parameters/${name}` });
  const params = endpoint.params && toJsonSchema(endpoint.params, `${endpoint.operationId}_path`, shelf);
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => {
    const { description, ...schema } = propertiesOf(params)[name] ?? { type: "string" };
    return { name, in: "path", required: true, ...(description ? { description } : {}), schema };
  });
  const query = endpoint.query && toJsonSchema(endpoint.query, `${endpoint.operationId}_query`, shelf);
  const required = (query?.required as string[] | undefined) ?? [];
  const inQuery = Object.entries(propertiesOf(query)).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
  return [
    ...inPath,
    ...inQuery,
    ...(takesKey(endpoint) ? [shared("IdempotencyKey")] : []),
    ...(takesIfMatch(endpoint) ? [shared("IfMatch")] : []),
    shared("AcceptLanguage"),
  ];
}

const propertiesOf = (schema: JsonSchema | undefined) =>
  (schema?.properties ?? {}) as Record<string, JsonSchema>;

function requestBodyOf(endpoint: Endpoint, locale: Locale, shelf: SchemaShelf): JsonSchema {
  const t = componentTexts[locale];
  if (endpoint.carries === "raw") {
    const picture = { schema: { type: "string", format: "binary", maxLength: RAW_BODY_BYTES } };
    return {
      required: true,
      description: t.file(mebibytes(RAW_BODY_BYTES)),
      content: { "image/jpeg": picture, "image/png": picture, "image/webp": picture },
    };
  }
  if (endpoint.carries === "stream") {
    const file = { schema: { type: "string", format: "binary" } };
    return {
      required: true,
      description: t.userFile,
      content: {
        "text/csv": {
          ...file,
          example: "externalId,givenNames,familyName,dateOfBirth\ncrm-42,Ana,Ruiz,1990-01-15\n",
        },
        "application/x-ndjson": {
          ...file,
          example:
            '{"externalId":"crm-42","person":{"givenNames":"Ana","familyName":"Ruiz","dateOfBirth":"1990-01-15"}}\n',
        },
      },
    };
  }
  const schema = endpoint.body ? toJsonSchema(endpoint.body, `${endpoint.operationId}_body`, shelf) : {};
  const example = endpoint.example === undefined ? {} : { example: endpoint.example };
  return {
    required: true,
    content: {
      "application/json": { schema, ...example },
      ...(endpoint.carries === "form" ? { "application/x-www-form-urlencoded": { schema, ...example } } : {}),
      ...(endpoint.carries === "pictures"
        ? { "multipart/form-data": { schema: multipartSchema(t.multipart) } }
        : {}),
    },
    ...(endpoint.carries === "pictures"
      ? {
          description: t.pictures(mebibytes(PICTURES_BODY_BYTES), mebibytes(RAW_BODY_BYTES)),
        }
      : {}),
  };
}

const mebibytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);

const multipartSchema = (description: string) => ({
  type: "object",
  description,
  properties: { request: { type: "string", contentMediaType: "application/json" } },
  additionalProperties: { type: "string", format: "binary" },
});
