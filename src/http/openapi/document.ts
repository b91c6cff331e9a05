import type { Locale } from "../../kernel/caller.ts";
import type { Endpoint } from "../endpoint.ts";
import { sharedComponents } from "./components.ts";
import type { JsonSchema, SchemaShelf } from "./json-schema.ts";
import { operationOf } from "./operation.ts";
import { documentTexts } from "./texts.ts";

export interface DocumentOptions {
  /** Where this instance answers, such as `https://enroll.example.com`. */
  origin: string;
  locale: Locale;
  /** Types of events, each documented as an OpenAPI webhook. */
  eventTypes: readonly string[];
}

/** The order in which the tags are read; others follow by name. */
const TAG_ORDER = [
  "Access",
  "Users",
  "Uploads",
  "Documents",
  "Biometrics",
  "Pictures",
  "Background",
  "Connectors",
  "Branding",
  "Messages",
  "Webhooks",
  "Privacy",
  "Audit",
  "Operator",
];

/** The OpenAPI 3.1 document of these endpoints. */
export function openApiDocument(endpoints: readonly Endpoint[], options: DocumentOptions): JsonSchema {
  const { origin, locale, eventTypes } = options;
  const texts = documentTexts[locale];
  const shelf: SchemaShelf = {};
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] ??= {};
    paths[path][endpoint.method] = operationOf(endpoint, locale, shelf);
  }
  const { schemas, ...components } = sharedComponents(origin, locale);
  return {
    openapi: "3.1.0",
    info: {
      title: texts.title,
      version: "2.0.0",
      description: texts.intro,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${origin}/v2/enroll` }],
    tags: tagsOf(endpoints).map((name) => {
      const [shown, description] = texts.tags[name] ?? [name, name];
      return { name, "x-displayName": shown, description };
    }),
    paths,
    webhooks: Object.fromEntries(eventTypes.map((type) => [type, webhookOf(type, texts.event)])),
    components: { ...components, schemas: { ...schemas, ...shelf } },
  };
}

function tagsOf(endpoints: readonly Endpoint[]): string[] {
  const rank = (tag: string) => (TAG_ORDER.indexOf(tag) + TAG_ORDER.length + 1) % (TAG_ORDER.length + 1);
  return [...new Set(endpoints.map((endpoint) => endpoint.tag))].sort(
    (one, other) => rank(one) - rank(other) || one.localeCompare(other),
  );
}

function webhookOf(type: string, summary: string): JsonSchema {
  const signature = (name: string, description: string) => ({
    name,
    in: "header",
    required: true,
    description,
    schema: { type: "string" },
  });
  return {
    post: {
      operationId: `event.${type}`,
      summary,
      parameters: [
        signature("webhook-id", "The event's id; the same in every attempt."),
        signature("webhook-timestamp", "Seconds since 1970 of this attempt."),
        signature("webhook-signature", "`v1,` and the HMAC-SHA-256 of `id.timestamp.body` in base64."),
      ],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["id", "type", "timestamp", "apiVersion", "data"],
              properties: {
                id: { type: "string", example: "evt_8kq0Zb3nVx5mT1rYw7RzPaLc" },
                type: { const: type },
                timestamp: { type: "string", format: "date-time" },
                apiVersion: { type: "string", example: "2026-01-01" },
                sequence: { type: ["integer", "null"], description: "Counts from 1 a user." },
                data: {
                  type: "object",
                  required: ["object"],
                  properties: { object: { type: "object" }, previous: { type: "object" } },
                },
              },
            },
          },
        },
      },
      responses: { "2XX": { description: "Taken; anything else is tried again." } },
    },
  };
}
