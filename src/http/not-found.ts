import type { Context } from "hono";
import { EnrollError } from "../kernel/errors.ts";
import { fail } from "./envelope.ts";

/** A route as far as it is needed to tell an unknown path from a wrong method. */
export interface KnownRoute {
  method: string;
  pattern: string;
}

/** Answers for what no route took: 405 with `Allow` (RFC 9110 §15.5.6) on a known path, else 404. */
export function answerUnmatched(routes: readonly KnownRoute[]) {
  return (c: Context): Response => {
    const allowed = methodsAt(routes, c.req.path);
    if (allowed.length === 0) return fail(c, new EnrollError("NOT_FOUND"));
    const allow = allowed.join(", ");
    // Without Access-Control-* headers a browser's preflight fails, as it should: tokens are for servers.
    if (c.req.method === "OPTIONS") return c.body(null, 204, { allow });
    return fail(c, new EnrollError("METHOD_NOT_ALLOWED", { headers: { allow } }));
  };
}

/** The methods that some route takes at a path, upper case; empty for an unknown path. */
export function methodsAt(routes: readonly KnownRoute[], path: string): string[] {
  const segments = path.split("/");
  const methods = new Set<string>();
  for (const { method, pattern } of routes) {
    const wanted = pattern.split("/");
    if (wanted.length !== segments.length) continue;
    const fits = wanted.every((part, at) =>
      part.startsWith(":") ? segments[at] !== "" : part === segments[at],
    );
    if (!fits) continue;
    methods.add(method.toUpperCase());
    if (method === "get") methods.add("HEAD");
  }
  return [...methods].sort();
}
