import { EnrollError } from "../../kernel/errors.ts";

export const FORM_TYPE = "application/x-www-form-urlencoded";

/** Whether a `Content-Type` is that of a form. */
export const isForm = (contentType: string | undefined): boolean =>
  contentType?.split(";")[0]?.trim().toLowerCase() === FORM_TYPE;

/**
 * The fields of a form as OAuth reads them (RFC 6749 §3.2): one without a value counts as left out, one sent twice
 * throws `VALIDATION_FAILED`.
 */
export function formToJson(bytes: Uint8Array): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) {
    if (fields.has(name)) {
      throw new EnrollError("VALIDATION_FAILED", {
        details: [{ field: name.slice(0, 100), code: "DUPLICATE", message: "" }],
      });
    }
    if (value !== "") fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
