import { zValidator } from "@hono/zod-validator";
import type { Context, MiddlewareHandler, Next } from "hono";
import type { z } from "zod";
import { EnrollError } from "../kernel/errors.ts";
import { MAX_DETAILS } from "./body/clean-text.ts";
import { detailsOf } from "./issues.ts";

/**
 * Parses a part of the request by its schema; what does not fit is `VALIDATION_FAILED` with a finding for each
 * field. A path parameter that does not fit names nothing that exists: `NOT_FOUND`, as for an unknown id.
 */
export function validate(target: "param" | "query" | "json", schema: z.ZodType): MiddlewareHandler {
  return (c: Context, next: Next) => {
    const { locale, body } = c.get("state");
    // The body was read once, within its bounds, by `readBody`; Hono must not look for it again.
    if (target === "json") c.req.bodyCache.text = Promise.resolve("null") as never;
    return zValidator(
      target,
      schema,
      (result) => {
        if (result.success) return;
        if (target === "param") throw new EnrollError("NOT_FOUND");
        const input = target === "json" ? body : result.data;
        const details = detailsOf(result.error.issues, input, locale).slice(0, MAX_DETAILS);
        throw new EnrollError("VALIDATION_FAILED", { details });
      },
      target === "json" ? { validationFunction: (parser) => parser.safeParseAsync(body) } : undefined,
    )(c, next);
  };
}
