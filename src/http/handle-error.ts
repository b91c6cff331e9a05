import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { EnrollError } from "../kernel/errors.ts";
import { logLine } from "../kernel/logger.ts";
import { fail } from "./envelope.ts";

/**
 * Makes the answer of whatever was thrown. What is not in the catalogue becomes an opaque 500: its message may
 * hold anything, so it reaches neither the caller nor the log; its name and place in the code do.
 */
export function handleError(error: unknown, c: Context): Response {
  if (error instanceof EnrollError) return fail(c, withRetryAfter(error));
  if (error instanceof HTTPException && error.status === 400) return fail(c, new EnrollError("INVALID_JSON"));
  const { requestId, route } = c.get("state");
  logLine("fault", { requestId, route, ...describe(error) });
  return fail(c, new EnrollError("INTERNAL_ERROR"));
}

/** A 503 always says when to come back. */
function withRetryAfter(error: EnrollError): EnrollError {
  if (error.code !== "SERVICE_UNAVAILABLE" || error.headers["retry-after"]) return error;
  return new EnrollError(error.code, {
    details: error.details,
    headers: { ...error.headers, "retry-after": "5" },
    cause: error.cause,
  });
}

function describe(error: unknown): { name: string; at: string } {
  if (!(error instanceof Error)) return { name: typeof error, at: "" };
  // The first line of a stack repeats the message; only the frames are kept.
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return {
    name: error.name,
    at: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(" < "),
  };
}
