import type { Context, MiddlewareHandler } from "hono";
import type { Scope } from "../kernel/caller.ts";
import { EnrollError } from "../kernel/errors.ts";
import type { EdgeDeps } from "./edge-deps.ts";
import { trustIssuers } from "./tokens/issuers.ts";
import { openStanding } from "./tokens/standing.ts";
import { verifyToken } from "./tokens/verify.ts";

/** Makes the stage that turns a bearer token into a caller and demands a scope of it. */
export function openAuthentication(deps: EdgeDeps): (scope: Scope) => MiddlewareHandler {
  const issuers = trustIssuers(deps.settings, deps);
  const standingOf = openStanding(deps);

  return (scope) => async (c, next) => {
    const state = c.get("state");
    const claims = await verifyToken(bearerToken(c), issuers, deps.clock()).catch(challenge);
    state.tenantId = claims.tenantId;
    if (!claims.scopes.includes(scope)) {
      const headers = { "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}"` };
      throw new EnrollError("FORBIDDEN", { headers });
    }
    const standing = await standingOf(claims).catch((cause) => {
      // Whether a token was revoked cannot be known: closed, not open.
      throw new EnrollError("SERVICE_UNAVAILABLE", { cause });
    });
    if (standing.revoked || standing.tenant === "unknown") return challenge(new EnrollError("UNAUTHORIZED"));
    if (standing.tenant === "suspended") throw new EnrollError("FORBIDDEN");
    state.caller = {
      tenantId: claims.tenantId,
      subject: claims.subject,
      scopes: claims.scopes,
      locale: state.locale,
      requestId: state.requestId,
      livemode: standing.livemode,
      idempotency: null,
    };
    await next();
  };
}

/** The token of the one `Authorization` header; a second header arrives joined by a comma, which no token has. */
function bearerToken(c: Context): string {
  const match = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(c.req.header("authorization") ?? "");
  return match?.[1] ?? "";
}

/** Adds the challenge that a 401 must carry (RFC 6750 §3). */
function challenge(error: unknown): never {
  if (!(error instanceof EnrollError)) throw error;
  if (error.code !== "UNAUTHORIZED" && error.code !== "TOKEN_EXPIRED") throw error;
  const headers = { "www-authenticate": 'Bearer realm="enroll", error="invalid_token"' };
  throw new EnrollError(error.code, { headers });
}
