import type { Context, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { toBase64Url } from "../kernel/bytes.ts";
import type { IdempotencyClaim } from "../kernel/caller.ts";
import { EnrollError, ERRORS, type ErrorCode, type ErrorDetail } from "../kernel/errors.ts";
import { logLine } from "../kernel/logger.ts";
import type { Endpoint } from "./endpoint.ts";
import { fail, succeed } from "./envelope.ts";
import { fingerprintOf } from "./fingerprint.ts";
import {
  type ClaimDeps,
  finishClaim,
  type KeptAnswer,
  releaseClaim,
  takeClaim,
} from "./idempotency-claims.ts";
import { callerOf } from "./request-state.ts";

/**
 * Lets a request with an `Idempotency-Key` have its effect once: the run that claims the key works, every repeat
 * gets its answer. Verbs that write keep the answer in the batch of the change itself (`records/commit.ts`), so
 * that no crash can separate the two; all other answers are kept here.
 */
export function idempotent(deps: ClaimDeps, endpoint: Pick<Endpoint, "method" | "path">): MiddlewareHandler {
  return async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (key === undefined) return next();
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw badKey();
    const state = c.get("state");
    const caller = callerOf(c);
    const claim: IdempotencyClaim = {
      method: endpoint.method,
      route: endpoint.path,
      key,
      fence: toBase64Url(crypto.getRandomValues(new Uint8Array(12))),
    };
    const path = new URL(c.req.url);
    const fingerprint = await fingerprintOf({ path: `${path.pathname}${path.search}`, body: state.body });
    const claimed = await takeClaim(deps, caller, claim, fingerprint);
    if (claimed.kind === "answered") return replay(c, claimed.answer);

    state.caller = { ...caller, idempotency: claim };
    await next();
    const answer = c.error ? keptError(c.error) : state.answered;
    const settled = answer ? finishClaim(deps, caller, claim, answer) : releaseClaim(deps, caller, claim);
    // The answer stands whether or not it could be kept; an unkept claim ends with its lease.
    await settled.catch(() => logLine("idempotency.unsettled", { requestId: state.requestId }));
  };
}

const badKey = () =>
  new EnrollError("VALIDATION_FAILED", {
    details: [{ field: "Idempotency-Key", code: "INVALID_FORMAT", message: "" }],
  });

interface KeptFailure {
  code: ErrorCode;
  details: ErrorDetail[];
}

/** What stands for an answer about a person who was erased since (`records/erasure.ts`). */
const ERASED: KeptFailure = { code: "NOT_FOUND", details: [] };

/** An error that the same request would meet again; null for one that it may survive (503, 429, conflict). */
function keptError(error: Error): KeptAnswer | null {
  if (!(error instanceof EnrollError)) return null;
  const { status, retryable } = ERRORS[error.code];
  if (retryable || status === 401) return null;
  return { status, data: { code: error.code, details: error.details } satisfies KeptFailure };
}

/** The first answer once more, with this request's own id and language. */
function replay(c: Context, kept: KeptAnswer): Response {
  const state = c.get("state");
  state.replayed = true;
  state.headers["idempotency-replayed"] = "true";
  if (kept.status < 400) return succeed(c, kept.data, kept.status as ContentfulStatusCode);
  const { code, details } = (kept.data as KeptFailure | null) ?? ERASED;
  return fail(c, new EnrollError(code, { details }));
}
