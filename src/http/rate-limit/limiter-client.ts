import { EnrollError } from "../../kernel/errors.ts";
import type { LimiterObject } from "./limiter-object.ts";
import type { LimitRule, LimitVerdict } from "./rule.ts";

/** Counts requests of an owner (such as tenant and subject) against a rule. */
export interface LimiterClient {
  /** Counts one if there is room. Throws `SERVICE_UNAVAILABLE` when the count cannot be had: closed, not open. */
  hit(owner: readonly string[], rule: LimitRule): Promise<LimitVerdict>;
  /** The verdict without counting; throws the same. */
  preview(owner: readonly string[], rule: LimitRule): Promise<LimitVerdict>;
}

/** Opens the limiter on its binding: one object an owner and rule. */
export function openLimiter(namespace: DurableObjectNamespace): LimiterClient {
  const typed = namespace as unknown as DurableObjectNamespace<LimiterObject>;
  // JSON, so that no choice of names can make two owners share an object.
  const objectOf = (owner: readonly string[], rule: LimitRule) =>
    typed.get(typed.idFromName(JSON.stringify([...owner, rule.name])));
  const quota = ({ limit, windowMs }: LimitRule) => ({ limit, windowMs });
  const closed = (cause: unknown): never => {
    throw new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "2" }, cause });
  };
  return {
    hit: async (owner, rule) => objectOf(owner, rule).hit(quota(rule)).catch(closed),
    preview: async (owner, rule) => objectOf(owner, rule).preview(quota(rule)).catch(closed),
  };
}
