import { Hono } from "hono";
import { importJWK, SignJWT } from "jose";
import type { EdgeDeps } from "../../src/http/edge-deps.ts";
import type { Endpoint } from "../../src/http/endpoint.ts";
import { mountEndpoints } from "../../src/http/mount.ts";
import { type LimiterClient, openLimiter } from "../../src/http/rate-limit/limiter-client.ts";
import { SCOPES, type Scope } from "../../src/kernel/caller.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";
import { bindings, type TestDeps, testDeps } from "./deps.ts";

/** A limiter that never refuses, for tests that are about something else. */
export const openGate: LimiterClient = {
  hit: async (_owner, rule) => ({ allowed: true, remaining: rule.limit, resetSeconds: 60 }),
  preview: async (_owner, rule) => ({ allowed: true, remaining: rule.limit, resetSeconds: 60 }),
};

export type TestEdgeDeps = EdgeDeps & TestDeps;

/** The edge's deps on real D1 and the real limiter object; the network answers nothing. */
export function edgeDeps(overrides: Partial<TestEdgeDeps> = {}): TestEdgeDeps {
  const shelf = { get: async () => null, put: async () => undefined };
  const unreachable: typeof fetch = async () => {
    throw new Error("no network in tests");
  };
  return { ...testDeps(), limiter: openLimiter(bindings.LIMITER), fetch: unreachable, shelf, ...overrides };
}

/** An app with these endpoints and nothing else. */
export function edgeApp(deps: EdgeDeps, endpoints: Endpoint[]): Hono {
  const app = new Hono();
  mountEndpoints(app, endpoints, deps);
  return app;
}

/** Claims of Enroll's own token; any of them may be replaced, or left out with undefined. */
export interface TokenChoices {
  tenantId: string;
  subject?: string | undefined;
  scopes?: readonly Scope[];
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
}

/** Signs a token as Enroll's own issuer does. */
export async function aToken(
  deps: { settings: EdgeDeps["settings"]; clock: Clock },
  choices: TokenChoices,
): Promise<string> {
  const { SIGNING_JWK, ISSUER, AUDIENCE } = deps.settings;
  const now = Math.floor(deps.clock() / 1000);
  const claims: Record<string, unknown> = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: choices.subject ?? "cli_test",
    tenant: choices.tenantId,
    scope: (choices.scopes ?? SCOPES).join(" "),
    iat: now,
    exp: now + 900,
    jti: newId("req"),
    ...choices.claims,
  };
  const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return new SignJWT(kept)
    .setProtectedHeader({ alg: "ES256", kid: SIGNING_JWK.kid, typ: "at+jwt", ...choices.header })
    .sign(await importJWK(SIGNING_JWK, "ES256"));
}

export interface Ask {
  method?: string;
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One request to an app, with its answer's JSON read. */
export async function ask(app: Hono, path: string, options: Ask = {}) {
  const headers = new Headers(options.headers);
  if (options.token !== undefined) headers.set("authorization", `Bearer ${options.token}`);
  const init: RequestInit = { method: options.method ?? "GET", headers };
  if (options.body !== undefined) {
    const raw = typeof options.body === "string" || options.body instanceof Uint8Array;
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    init.body = raw ? (options.body as BodyInit) : JSON.stringify(options.body);
  }
  const response = await app.request(`https://enroll.test${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text === "" ? null : parse(text) };
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
