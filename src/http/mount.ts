import type { Context, Hono, MiddlewareHandler } from "hono";
import { openAuthentication } from "./authenticate.ts";
import { isForm } from "./body/form.ts";
import { readBody } from "./body/read-body.ts";
import { describeStream, openStream } from "./body/stream.ts";
import type { EdgeDeps } from "./edge-deps.ts";
import type { Endpoint } from "./endpoint.ts";
import { succeed } from "./envelope.ts";
import { handleError } from "./handle-error.ts";
import { idempotent } from "./idempotency.ts";
import { answerUnmatched } from "./not-found.ts";
import { operatorOnly } from "./operator.ts";
import { rateLimit } from "./rate-limit/middleware.ts";
import { requestScope } from "./request-scope.ts";
import { callerOf } from "./request-state.ts";
import { validate } from "./validate.ts";

export const BASE_PATH = "/v2/enroll";

/**
 * Turns endpoints into routes. Every request passes the same stages in the same order: id, language and log line;
 * token, scope and tenant; limit; body within its bounds; idempotency; schema; verb; envelope.
 *
 * Call it first on a fresh app: its outer stage, error handler and 404/405 answer then hold for pages mounted
 * later on the same app too.
 */
export function mountEndpoints(app: Hono, endpoints: readonly Endpoint[], deps: EdgeDeps): void {
  const authenticated = openAuthentication(deps);
  app.use(requestScope(deps));
  app.onError(handleError);
  app.notFound(
    answerUnmatched(endpoints.map(({ method, path }) => ({ method, pattern: `${BASE_PATH}${path}` }))),
  );
  for (const endpoint of endpoints) {
    const stages: MiddlewareHandler[] = [named(endpoint)];
    if (endpoint.scope) stages.push(authenticated(endpoint.scope));
    if (endpoint.operator) stages.push(operatorOnly(deps));
    if (endpoint.limit) stages.push(rateLimit(deps.limiter, endpoint.limit));
    if (takesBody(endpoint)) stages.push(withBody(endpoint));
    if (endpoint.scope && (endpoint.method === "post" || endpoint.method === "put")) {
      stages.push(idempotent(deps, endpoint));
    }
    if (endpoint.params) stages.push(validate("param", endpoint.params));
    if (endpoint.query) stages.push(validate("query", endpoint.query));
    if (endpoint.body && !takesBytes(endpoint)) stages.push(validate("json", endpoint.body));
    app.on(endpoint.method.toUpperCase(), [`${BASE_PATH}${endpoint.path}`], ...stages, (c) =>
      handle(endpoint, c),
    );
  }
}

/** Bytes reach the verb as they came; the schema of a signed body is for the docs. */
const takesBytes = ({ carries }: Endpoint) =>
  carries === "raw" || carries === "signed" || carries === "stream";
const takesBody = (endpoint: Endpoint) => endpoint.body !== undefined || endpoint.carries === "raw";

function named(endpoint: Endpoint): MiddlewareHandler {
  return async (c, next) => {
    const state = c.get("state");
    state.route = endpoint.path;
    state.limitClass = endpoint.limit;
    state.oauth = endpoint.carries === "form" && isForm(c.req.header("content-type"));
    await next();
  };
}

function withBody(endpoint: Endpoint): MiddlewareHandler {
  return async (c, next) => {
    const carries = endpoint.carries ?? "json";
    // A stream is read once, by its verb: a repeat is known by what the request says of its body.
    c.get("state").body = carries === "stream" ? describeStream(c) : await readBody(c, carries);
    await next();
  };
}

async function handle(endpoint: Endpoint, c: Context): Promise<Response> {
  const valid = <T>(target: "param" | "query" | "json", otherwise: T) =>
    (c.req.valid as (target: string) => unknown)(target) ?? otherwise;
  const answer = await endpoint.handle({
    caller: endpoint.scope || endpoint.operator ? callerOf(c) : anonymous(c),
    params: endpoint.params ? valid("param", {}) : c.req.param(),
    query: endpoint.query ? valid("query", {}) : {},
    body: bodyOf(endpoint, c),
    ifMatch: ifMatch(c),
    door: {
      authorization: c.req.header("authorization") ?? null,
      peer: c.req.header("cf-connecting-ip") ?? "",
      signed: {
        id: c.req.header("webhook-id") ?? null,
        timestamp: c.req.header("webhook-timestamp") ?? null,
        signature: c.req.header("webhook-signature") ?? null,
      },
    },
  });
  const status = answer.status ?? endpoint.status ?? 200;
  c.get("state").answered = { status, data: answer.data };
  return succeed(c, answer.data, status, answer.headers);
}

function bodyOf(endpoint: Endpoint, c: Context): unknown {
  if (endpoint.carries === "stream") return openStream(c);
  if (!endpoint.body || takesBytes(endpoint)) return c.get("state").body;
  return (c.req.valid as (target: string) => unknown)("json");
}

/** Who asks on a route without a scope: nobody, in a language. */
function anonymous(c: Context) {
  const { locale, requestId } = c.get("state");
  return { tenantId: "", subject: "", scopes: [], locale, requestId, livemode: false, idempotency: null };
}

/** The one entity tag of `If-Match` (RFC 9110 §13.1.1) without quotes; null when there is none. */
function ifMatch(c: Context): string | null {
  const header = c.req.header("if-match")?.trim();
  if (!header) return null;
  return /^"([^"]*)"$/.exec(header)?.[1] ?? header;
}
