import * as z from "zod";
import { DATE_FORMATS } from "./date-format.ts";
import { isPointer } from "./json-pointer.ts";
import { isSourceId } from "./sources.ts";
import { REQUEST_FIELDS } from "./subject-fields.ts";

const MAX_SOURCES = 30;
const MAX_CONDITIONS = 10;
const MAX_FIELDS = 30;
const SECOND = 1_000;
const HOUR_SECONDS = 3_600;

const pointer = z.string().max(200).refine(isPointer, "INVALID_FORMAT").meta({
  description: "A JSON Pointer (RFC 6901) into the provider's JSON.",
  example: "/data/records",
});

const requestValue = z
  .union([
    z.strictObject({
      from: z.enum(REQUEST_FIELDS),
      map: z.record(z.string().max(60), z.string().max(200)).optional(),
      dateFormat: z.enum(DATE_FORMATS).optional(),
      optional: z.boolean().default(false),
    }),
    z.strictObject({ value: z.union([z.string().max(500), z.number(), z.boolean()]) }),
  ])
  .meta({
    description:
      "A field of the request, or a constant. Without a field that is not optional, nobody is asked.",
  });
export type RequestValue = z.output<typeof requestValue>;

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);
const words = z.string().trim().min(1).max(500);
const condition = z
  .union([
    z.strictObject({ at: pointer, equals: scalar }),
    z.strictObject({ at: pointer, contains: words }),
    z.strictObject({ at: pointer, startsWith: words }),
    z.strictObject({ at: pointer, isEmpty: z.literal(true) }),
  ])
  .meta({
    description: "Texts are compared without case and accents; `isEmpty` is an array without entries.",
  });
export type Condition = z.output<typeof condition>;
const conditions = z.array(condition).min(1).max(MAX_CONDITIONS);

/** `{name}` in a path or query; the host stands fixed, so that no person's data can choose it. */
const urlTemplate = z
  .string()
  .max(1_000)
  .refine((text) => /^https?:\/\/[^/{}?#]+([/?][^#]*)?$/.test(text), "URL_MALFORMED")
  .refine((text) => placeholdersOf(text).every((name) => FIELD_NAMES.has(name)), "INVALID_CHOICE");
const FIELD_NAMES: ReadonlySet<string> = new Set(REQUEST_FIELDS);

export const placeholdersOf = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);

const fieldMap = (key: z.ZodType<string, string>) =>
  z
    .record(key, requestValue)
    .refine((map) => Object.keys(map).length <= MAX_FIELDS, "TOO_MANY")
    .default({});
const query = fieldMap(z.string().min(1).max(60));

const answerMapping = z.strictObject({
  statuses: z.array(z.int().min(200).max(499)).min(1).max(5).default([200]),
  echo: z
    .array(z.strictObject({ at: pointer, field: z.enum(["documentNumber", "checkId", "fullName"]) }))
    .max(3)
    .default([])
    .meta({
      description:
        "What the answer repeats of the question; another value is the answer to another question.",
    }),
  records: z
    .strictObject({
      at: pointer,
      reference: pointer.optional(),
      description: z.array(pointer).min(1).max(5),
      recordedOn: z.strictObject({ at: pointer, format: z.enum(DATE_FORMATS) }).optional(),
    })
    .optional(),
  noRecords: conditions.meta({ description: "All of them say that the source knows nothing of the person." }),
  found: z.strictObject({ when: conditions, description: pointer }).optional(),
  pending: conditions.optional(),
  ticket: pointer.optional(),
});
export type AnswerMapping = z.output<typeof answerMapping>;

const sourceMapping = z
  .strictObject({
    sourceId: z.string().max(60).refine(isSourceId, "INVALID_CHOICE"),
    consentRequired: z.boolean().default(false),
    ask: z.strictObject({
      method: z.enum(["GET", "POST"]),
      url: urlTemplate,
      query,
      body: fieldMap(pointer),
      idempotent: z
        .boolean()
        .default(false)
        .meta({ description: "The provider honours Idempotency-Key, so that a POST may be repeated." }),
    }),
    poll: z.strictObject({ url: urlTemplate, query }).optional(),
    answer: answerMapping,
  })
  .superRefine((source, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if (source.ask.method === "GET" && Object.keys(source.ask.body).length > 0)
      refuse(["ask", "body"], "UNKNOWN_FIELD");
    if (source.poll && source.answer.ticket === undefined) refuse(["answer", "ticket"], "REQUIRED");
  });
export type SourceMapping = z.output<typeof sourceMapping>;

const secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "INVALID_FORMAT")
  .max(200)
  .meta({ example: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" });
// Visible ASCII: anything else could end the header, or begin another.
const headerValue = z
  .string()
  .regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, "INVALID_FORMAT")
  .max(4_000);

/** Headers that Enroll or the platform sets itself. */
const OWN_HEADERS =
  /^(host|content-.*|transfer-encoding|connection|upgrade|te|trailer|expect|cookie|idempotency-key|user-agent|cf-.*|webhook-.*)$/i;

const auth = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({ type: z.literal("bearer"), token: headerValue }),
  z.strictObject({
    type: z.literal("header"),
    name: z
      .string()
      .max(60)
      .regex(/^[A-Za-z0-9-]+$/, "INVALID_FORMAT")
      .refine((name) => !OWN_HEADERS.test(name), "INVALID_VALUE"),
    value: headerValue,
  }),
  z.strictObject({ type: z.literal("signed"), secret }).meta({
    description: "Standard Webhooks: HMAC-SHA-256 of id, second and body in `webhook-signature`.",
  }),
]);

const httpConfig = z
  .strictObject({
    kind: z.literal("http"),
    name: z.string().trim().min(1).max(100),
    auth,
    callbackSecret: secret
      .optional()
      .meta({ description: "By which the provider signs its callbacks (Standard Webhooks)." }),
    timeoutMs: z
      .int()
      .min(1 * SECOND)
      .max(15 * SECOND)
      .default(8 * SECOND),
    maxAttempts: z.int().min(1).max(4).default(3),
    pollAfterSeconds: z.int().min(5).max(HOUR_SECONDS).default(30),
    pendingSeconds: z
      .int()
      .min(60)
      .max(7 * 24 * HOUR_SECONDS)
      .default(24 * HOUR_SECONDS)
      .meta({ description: "After that a pending query is over, and its source `unavailable`." }),
    sources: z.array(sourceMapping).min(1).max(MAX_SOURCES),
  })
  .superRefine((config, context) => {
    const seen = new Set<string>();
    for (const [at, source] of config.sources.entries()) {
      const refuse = (path: string[], message: string) =>
        context.addIssue({ code: "custom", path: ["sources", at, ...path], message });
      if (seen.has(source.sourceId)) refuse(["sourceId"], "DUPLICATE");
      seen.add(source.sourceId);
      // A signature covers the body alone: an address with a person's number in it would be anybody's to change.
      if (config.auth.type === "signed" && source.ask.method !== "POST")
        refuse(["ask", "method"], "INVALID_CHOICE");
      if (usesCallback(source) && config.callbackSecret === undefined) {
        context.addIssue({ code: "custom", path: ["callbackSecret"], message: "REQUIRED" });
      }
    }
  });
export type HttpConfig = z.output<typeof httpConfig>;

/** True where the provider is told an address to call back. */
export const usesCallback = ({ ask }: SourceMapping): boolean =>
  placeholdersOf(ask.url).includes("callbackUrl") ||
  [...Object.values(ask.query), ...Object.values(ask.body)].some(
    (value) => "from" in value && value.from === "callbackUrl",
  );

/** The ready-made configurations, and the registers each of them reaches. */
export const VERIFIK_SOURCES = ["co_policia", "co_procuraduria"] as const;

const verifikConfig = z.strictObject({
  kind: z.literal("verifik"),
  token: headerValue.meta({ description: "An access token of your account at Verifik." }),
  sources: z
    .array(z.enum(VERIFIK_SOURCES))
    .min(1)
    .default([...VERIFIK_SOURCES]),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .default("https://api.verifik.co"),
});
export type VerifikConfig = z.output<typeof verifikConfig>;

export const providerConfig = z.discriminatedUnion("kind", [httpConfig, verifikConfig]);
export type ProviderConfig = z.output<typeof providerConfig>;
