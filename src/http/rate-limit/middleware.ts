import type { MiddlewareHandler } from "hono";
import { EnrollError } from "../../kernel/errors.ts";
import type { LimitClass } from "../endpoint.ts";
import { callerOf } from "../request-state.ts";
import type { LimiterClient } from "./limiter-client.ts";
import type { LimitRule, LimitVerdict } from "./rule.ts";

const MINUTE = 60_000;

/** The public limits a user (tenant and subject) over any 60 seconds. */
export const LIMITS: Record<LimitClass, LimitRule> = {
  documents: { name: "documents", limit: 20, windowMs: MINUTE },
  biometrics: { name: "biometrics", limit: 10, windowMs: MINUTE },
  background: { name: "background", limit: 5, windowMs: MINUTE },
};

/** Counts the request in its class, up to the tenant's own limit where it has one, before its body is read; above the limit 429 with `Retry-After`. */
export function rateLimit(limiter: LimiterClient, limitClass: LimitClass): MiddlewareHandler {
  const usual = LIMITS[limitClass];
  return async (c, next) => {
    const caller = callerOf(c);
    const rule = { ...usual, limit: c.get("state").limits[limitClass] ?? usual.limit };
    const verdict = await limiter.hit([caller.tenantId, caller.subject], rule);
    Object.assign(c.get("state").headers, limitHeaders(rule, verdict));
    if (!verdict.allowed) throw limitExceeded(verdict);
    await next();
  };
}

/** The refusal of a request above its limit. */
export function limitExceeded(verdict: LimitVerdict): EnrollError {
  return new EnrollError("RATE_LIMIT_EXCEEDED", { headers: { "retry-after": `${verdict.resetSeconds}` } });
}

/** `RateLimit-Policy` and `RateLimit` as in draft-ietf-httpapi-ratelimit-headers-09. */
export function limitHeaders(rule: LimitRule, verdict: LimitVerdict): Record<string, string> {
  return {
    "ratelimit-policy": `"${rule.name}";q=${rule.limit};w=${rule.windowMs / 1000}`,
    ratelimit: `"${rule.name}";r=${verdict.remaining};t=${verdict.resetSeconds}`,
  };
}
