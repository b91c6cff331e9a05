import type { Context, MiddlewareHandler } from "hono";
import type { Scope } from "../kernel/caller.ts";
import { EnrollError } from "../kernel/errors.ts";
import type { EdgeDeps } from "./edge-deps.ts";
import { challenged } from "./tokens/challenge.ts";
import { trustIssuers } from "./tokens/issuers.ts";
import { openStanding } from "./tokens/standing.ts";
import { verifyToken } from "./tokens/verify.ts";

/** Makes the stage that turns a bearer token into a caller and demands a scope of it. */
export function openAuthentication(deps: EdgeDeps): (scope: Scope) => MiddlewareHandler {
  const issuers = trustIssuers(deps.settings, deps);
  const standingOf = openStanding(deps);

  return (scope) => async (c, next) => {
    const state = c.get("state");
    const token = bearerToken(c);
    const claims = await verifyToken(token, issuers, deps.clock()).catch((error) => {
      throw challenged(error, token !== "");
    });
    state.tenantId = claims.tenantId;
    if (!claims.scopes.includes(scope)) {
      const headers = { "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}"` };
      throw new EnrollError("FORBIDDEN", { headers });
    }
    const standing = await standingOf(claims).catch((cause) => {
      // Whether a token was revoked cannot be known: closed, not open.
      throw new EnrollError("SERVICE_UNAVAILABLE", { cause });
    });
    if (standing.revoked || standing.tenant === "unknown")
      throw challenged(new EnrollError("UNAUTHORIZED"), true);
    if (standing.tenant === "suspended") throw new EnrollError("FORBIDDEN");
    state.limits = standing.limits;
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
