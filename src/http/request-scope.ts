import type { MiddlewareHandler } from "hono";
import type { Clock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { logLine } from "../kernel/logger.ts";
import { chooseLocale } from "./locale.ts";
import { addSecurityHeaders } from "./security-headers.ts";

/**
 * The outermost stage: gives the request its id and language, and writes its one log line. The id is always our
 * own: it stands in the audit trail, where a caller's choice would be a way to forge or to blur a trace.
 */
export function requestScope(deps: { clock: Clock }): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = deps.clock();
    const requestId = newId("req");
    c.set("state", {
      requestId,
      locale: chooseLocale(c.req.header("accept-language")),
      route: null,
      tenantId: null,
      limitClass: null,
      errorCode: null,
      replayed: false,
      oauth: false,
      caller: null,
      limits: {},
      headers: {},
      answered: null,
      body: undefined,
    });
    await next();
    c.header("request-id", requestId);
    addSecurityHeaders(c);
    const state = c.get("state");
    // Neither path nor subject: both can name a person.
    logLine("request", {
      requestId,
      method: c.req.method,
      route: state.route,
      status: c.res.status,
      code: state.errorCode,
      durationMs: deps.clock() - startedAt,
      tenantId: state.tenantId,
      limitClass: state.limitClass,
      replayed: state.replayed,
    });
  };
}
