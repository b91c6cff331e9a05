import { errorMessage, successMessage } from "../../i18n/messages.ts";
import { type Locale, SCOPES } from "../../kernel/caller.ts";
import { ERRORS, type ErrorCode } from "../../kernel/errors.ts";
import { type ComponentTexts, componentTexts } from "./component-texts.ts";

const REQUEST_ID = "req_5mX0bq1Vd3c8JkT2uYw7RzPa";

export type HeaderName = keyof (typeof componentTexts)["en"]["headers"];

export const headerRefs = (...names: HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** The component that holds the errors of a status, such as `Error422`. */
export const errorResponseName = (status: number): string => `Error${status}`;

const parametersIn = (t: ComponentTexts, locale: Locale) => ({
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description: t.idempotencyKey,
    schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
  },
  AcceptLanguage: {
    name: "Accept-Language",
    in: "header",
    description: t.acceptLanguage,
    schema: { type: "string", default: "es" },
    example: locale,
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    description: t.ifMatch,
    schema: { type: "string" },
    example: '"3"',
  },
});

/** Shared parts of the document: error answers by status, headers, parameters, ways to authenticate. */
export function sharedComponents(origin: string, locale: Locale) {
  const t = componentTexts[locale];
  return {
    securitySchemes: {
      token: {
        type: "http",
        scheme: "bearer",
        bearerFormat: "JWT",
        description: t.token,
      },
      operator: { type: "http", scheme: "bearer", description: t.operator },
      client: {
        type: "oauth2",
        description: t.client,
        flows: {
          clientCredentials: {
            tokenUrl: `${origin}/v2/enroll/auth/token`,
            scopes: Object.fromEntries(SCOPES.map((scope) => [scope, scope])),
          },
        },
      },
    },
    parameters: parametersIn(t, locale),
    headers: Object.fromEntries(
      Object.entries(t.headers).map(([name, description]) => [
        name,
        { description, schema: { type: "string" } },
      ]),
    ),
    schemas: { Meta: meta, ErrorDetail: errorDetail, Error: errorSchema },
    responses: errorResponses(locale),
  };
}

const meta = {
  type: "object",
  required: ["requestId"],
  properties: { requestId: { type: "string", example: REQUEST_ID } },
};

const errorDetail = {
  type: "object",
  required: ["field", "code", "message"],
  properties: {
    field: { type: "string", description: "Dotted path into the request.", example: "images.0.data" },
    code: { type: "string", example: "REQUIRED" },
    message: { type: "string" },
  },
};

const errorSchema = {
  type: "object",
  required: ["success", "error", "code", "meta"],
  properties: {
    success: { const: false },
    error: { type: "string", description: "For people, in the language asked for." },
    code: { type: "string", enum: Object.keys(ERRORS), description: "For programs; never translated." },
    details: { type: "array", items: { $ref: "#/components/schemas/ErrorDetail" } },
    meta: { $ref: "#/components/schemas/Meta" },
  },
};

/** One answer a status, with an example a code. */
function errorResponses(locale: Locale) {
  const codes = Object.keys(ERRORS) as ErrorCode[];
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const those = codes.filter((code) => ERRORS[code].status === status);
      return [
        errorResponseName(status),
        {
          description: those.map((code) => `\`${code}\`: ${errorMessage(locale, code)}`).join("\n\n"),
          headers: headerRefs("Request-Id", "Content-Language", ...headersOfStatus(status)),
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Error" },
              examples: Object.fromEntries(those.map((code) => [code, exampleOf(code, locale)])),
            },
          },
        },
      ];
    }),
  );
}

function headersOfStatus(status: number): HeaderName[] {
  if (status === 401) return ["WWW-Authenticate"];
  if (status === 429) return ["Retry-After", "RateLimit", "RateLimit-Policy"];
  return status === 503 || status === 409 ? ["Retry-After"] : [];
}

const exampleOf = (code: ErrorCode, locale: Locale) => ({
  value: { success: false, error: errorMessage(locale, code), code, meta: { requestId: REQUEST_ID } },
});

/** The success envelope around a schema of `data`. */
export const envelopeOf = (data: unknown, locale: Locale) => ({
  type: "object",
  required: ["success", "data", "message", "meta"],
  properties: {
    success: { const: true },
    data,
    message: { type: "string", example: successMessage(locale) },
    meta: { $ref: "#/components/schemas/Meta" },
  },
});
