import type { MiddlewareHandler } from "hono";
import { sha256Hex, utf8 } from "../kernel/bytes.ts";
import { EnrollError } from "../kernel/errors.ts";
import type { EdgeDeps } from "./edge-deps.ts";
import { limitExceeded } from "./rate-limit/middleware.ts";
import type { LimitRule } from "./rate-limit/rule.ts";
import { challenged } from "./tokens/challenge.ts";

/** Wrong keys that an address may send; the key has 256 bits, so this only spares the log and the bill. */
const FAILURES: LimitRule = { name: "operator-failures", limit: 10, windowMs: 60_000 };

/** Who acts above all tenants. */
export const OPERATOR = "operator";

/**
 * The stage that asks for the operator's key as a bearer token. Where none is configured there is nothing to find:
 * `NOT_FOUND`, as for a path that does not exist.
 */
export function operatorOnly(deps: Pick<EdgeDeps, "settings" | "limiter">): MiddlewareHandler {
  return async (c, next) => {
    const { OPERATOR_KEY } = deps.settings;
    if (OPERATOR_KEY === undefined) throw new EnrollError("NOT_FOUND");
    const state = c.get("state");
    const given = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const owner = [OPERATOR, await sha256Hex(utf8(c.req.header("cf-connecting-ip") ?? ""))];
    const verdict = await deps.limiter.preview(owner, FAILURES);
    if (!verdict.allowed) throw limitExceeded(verdict);
    if (given === undefined || !(await isSame(given, OPERATOR_KEY))) {
      await deps.limiter.hit(owner, FAILURES);
      throw challenged(new EnrollError("UNAUTHORIZED"), given !== undefined);
    }
    state.caller = {
      tenantId: OPERATOR,
      subject: OPERATOR,
      scopes: [],
      locale: state.locale,
      requestId: state.requestId,
      livemode: true,
      idempotency: null,
    };
    await next();
  };
}

/** Compares digests, so that time tells nothing of where two keys differ. */
async function isSame(given: string, key: string): Promise<boolean> {
  const [one, other] = await Promise.all([sha256Hex(utf8(given)), sha256Hex(utf8(key))]);
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}
